package dev.ieum.sequences.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.datasets.CorpusFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioStreamTest {
  private static final byte[] PCM = {0, 64, 0, -64, 0, 32, 0, 0}; // 0.5, -0.5, 0.25, 0

  @TempDir private Path directory;

  private static float[] read(byte[] bytes, Optional<Integer> raw) throws IOException {
    try (AudioStream stream = new AudioStream(new ByteArrayInputStream(bytes), "s", raw)) {
      float[] samples = stream.read();
      assertEquals(0, stream.read().length);
      return samples;
    }
  }

  @Test
  void read_wav_givesSamplesOfTheStatedLength() throws IOException {
    byte[] longer = Sounds.wav(Arrays.copyOf(PCM, 12), 8_000, 1, 16, 8);
    assertArrayEquals(new float[] {0.5f, -0.5f, 0.25f, 0}, read(longer, Optional.empty()));
  }

  @Test
  void read_pipeOfUnknownLength_givesAllSamples() throws IOException {
    for (int stated : List.of(0, -1, Integer.MAX_VALUE)) {
      byte[] wav = Sounds.wav(PCM, 8_000, 1, 16, stated);
      assertArrayEquals(new float[] {0.5f, -0.5f, 0.25f, 0}, read(wav, Optional.empty()));
    }
  }

  @Test
  void read_twoChannels_givesTheirMean() throws IOException {
    byte[] wav = Sounds.wav(PCM, 44_100, 2, 16, PCM.length);
    assertArrayEquals(new float[] {0, 0.125f}, read(wav, Optional.empty()));
  }

  @Test
  void read_rawWithHalfASample_leavesItOut() throws IOException {
    assertArrayEquals(new float[] {0.5f}, read(new byte[] {0, 64, 7}, Optional.of(8_000)));
  }

  @Test
  void open_whatIsNoSuchWav_saysWhatIsNeeded() {
    byte[] wav = Sounds.wav(PCM, 8_000, 1, 16, PCM.length);
    refused("found no sound in it", Arrays.copyOf(wav, 50));
    refused("found no sound in it", new byte[0]);
    refused("found another kind of file", "ID3 and then more".getBytes(StandardCharsets.UTF_8));
    refused("found format 1, 8 bits, 1 channels", Sounds.wav(PCM, 8_000, 1, 8, 8));
    refused("found 4000 Hz", Sounds.wav(PCM, 4_000, 1, 16, 8));
  }

  private static void refused(String found, byte[] bytes) {
    CorpusFormatException e =
        assertThrows(CorpusFormatException.class, () -> read(bytes, Optional.empty()));
    assertTrue(e.getMessage().startsWith("s: expected a wav of 16-bit PCM"), e.getMessage());
    assertTrue(e.getMessage().endsWith(found), e.getMessage());
  }

  @Test
  void recordings_listOrDirectory_haveTheirLabels() throws IOException {
    Sounds.write(directory.resolve("yes_0.wav"), new float[] {0.5f}, 8_000);
    Sounds.write(directory.resolve("no_0.wav"), new float[] {0.25f, 0}, 16_000);
    List<Recording> all = Recording.read(directory);
    assertEquals(List.of("no", "yes"), all.stream().map(Recording::label).toList());
    assertEquals(16_000, all.get(0).rate());
    assertArrayEquals(new float[] {0.25f, 0}, all.get(0).samples());
    Path list =
        Files.writeString(directory.resolve("list.tsv"), "label\tfile\nunknown\tyes_0.wav\n");
    assertEquals("unknown", Recording.read(list).get(0).label());
  }

  @Test
  void recordings_badName_isNamed() throws IOException {
    Sounds.write(directory.resolve("yes.wav"), new float[] {0.5f}, 8_000);
    CorpusFormatException e =
        assertThrows(CorpusFormatException.class, () -> Recording.read(directory));
    assertTrue(e.getMessage().contains("LABEL_more.wav"), e.getMessage());
  }
}
