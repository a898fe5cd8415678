package dev.ieum.tokenizers.korean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.TokenizerContract;
import dev.ieum.tokenizers.text.NormalizedText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpacingRestorerTest {

  @ParameterizedTest
  @CsvSource({
    "할머니가집에오신다, 할머니가 집에 오신다",
    "오늘날씨가너무좋아서공원에서산책을했어요, 오늘 날씨가 너무 좋아서 공원에서 산책을 했어요",
    "오늘 날씨가너무좋아서, 오늘 날씨가 너무 좋아서",
  })
  void adding_textWithoutSpaces_isSpaced(String text, String expected) {
    assertEquals(expected, SpacingRestorer.adding().normalize(text).text());
  }

  @Test
  void normalize_anyText_changesNothingButSpaces() {
    Random random = new Random(23);
    for (SpacingRestorer restorer :
        List.of(SpacingRestorer.adding(), SpacingRestorer.resetting())) {
      for (int i = 0; i < 1_000; i++) {
        String text =
            i < TokenizerContract.HARD_TEXTS.size()
                ? TokenizerContract.HARD_TEXTS.get(i)
                : TokenizerContract.randomText(random);
        NormalizedText spaced = restorer.normalize(text);
        String line = spaced.text();
        assertEquals(TokenizerContract.expected(text).replace(" ", ""), line.replace(" ", ""));
        assertEquals(TokenizerContract.expected(line), line);
        for (int at = 0; at < line.length(); at++) {
          assertTrue(spaced.begin(at) <= spaced.end(at + 1) && spaced.end(at + 1) <= text.length());
        }
      }
    }
  }

  @Test
  void train_fewLines_learnsThemAndSurvivesItsFile() throws IOException {
    SpacingTrainer trainer = new SpacingTrainer();
    for (int i = 0; i < 20; i++) {
      trainer.add("나는 학교에 간다");
      trainer.add("너는 집에 온다");
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    trainer.train(5, 1).write(file);
    SpacingModel model = SpacingModel.read(new ByteArrayInputStream(file.toByteArray()));
    assertEquals("나는 집에 간다", new SpacingRestorer(model, false).normalize("나는집에간다").text());
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    trainer.train(5, 1).write(again);
    assertTrue(Arrays.equals(file.toByteArray(), again.toByteArray()));
  }
}
