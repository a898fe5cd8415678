package dev.ieum.core.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path root;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writeFile_newAndReplaced_leavesOnlyTheFile() throws IOException {
    Path file = root.resolve("f");
    AtomicFiles.writeFile(file, path -> Files.writeString(path, "one"));
    AtomicFiles.writeFile(file, path -> Files.writeString(path, "two"));
    assertEquals("two", Files.readString(file));
    assertEquals(List.of("f"), names());
  }

  @Test
  void writeFile_failsMidway_keepsThePreviousAndTheFirstError() throws IOException {
    Path file = root.resolve("f");
    AtomicFiles.writeFile(file, path -> Files.writeString(path, "one"));
    IOException full = new IOException("No space left on device");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                AtomicFiles.writeFile(
                    file,
                    path -> {
                      Files.writeString(path, "half");
                      throw full;
                    }));
    assertSame(full, thrown);
    assertEquals("one", Files.readString(file));
    assertEquals(List.of("f"), names());
  }

  @Test
  void writeDirectory_replaced_holdsOnlyTheNewFiles() throws IOException {
    Path target = root.resolve("deep/d");
    AtomicFiles.writeDirectory(target, path -> Files.writeString(path.resolve("a"), "1"));
    AtomicFiles.writeDirectory(
        target,
        path -> {
          Files.createDirectory(path.resolve("sub"));
          Files.writeString(path.resolve("sub/b"), "2");
        });
    assertFalse(Files.exists(target.resolve("a")));
    assertEquals("2", Files.readString(target.resolve("sub/b")));
    try (Stream<Path> siblings = Files.list(target.getParent())) {
      assertEquals(1, siblings.count());
    }
  }

  @Test
  void writeDirectory_failsMidway_keepsThePrevious() throws IOException {
    Path target = root.resolve("d");
    AtomicFiles.writeDirectory(target, path -> Files.writeString(path.resolve("a"), "1"));
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                AtomicFiles.writeDirectory(
                    target,
                    path -> {
                      Files.writeString(path.resolve("b"), "2");
                      throw new IllegalStateException("stop");
                    }));
    assertEquals("stop", thrown.getMessage());
    assertEquals("1", Files.readString(target.resolve("a")));
    assertFalse(Files.exists(target.resolve("b")));
    assertEquals(List.of("d"), names());
  }

  @Test
  void recover_killedBetweenRenames_bringsThePreviousBack() throws IOException {
    Path target = root.resolve("d");
    Files.createDirectory(root.resolve(".d.old"));
    Files.writeString(root.resolve(".d.old/a"), "1");
    AtomicFiles.recover(target);
    assertEquals("1", Files.readString(target.resolve("a")));
    assertEquals(List.of("d"), names());
  }

  @Test
  void recover_leftovers_areRemovedAndOthersKept() throws IOException {
    Path target = root.resolve("d");
    Files.createDirectory(target);
    Files.createDirectory(root.resolve(".d.old"));
    Files.writeString(root.resolve(".d.old/a"), "1");
    String mine = temporaryName(target).replaceAll("-[0-9]+$", "");
    String machine = mine.substring(0, mine.indexOf('-', ".d.new-".length()));
    String pid = "-" + ProcessHandle.current().pid() + "-";
    Files.createDirectory(root.resolve(machine + "-999999999-a-1"));
    Files.writeString(root.resolve(machine + "-999999999-a-1/a"), "half");
    Files.writeString(root.resolve(machine + pid + "0-7"), "a process of the same number");
    Files.writeString(root.resolve(mine + "-0"), "of this process, given up");
    Path foreign = Files.writeString(root.resolve(".d.new-zz" + pid + "a-1"), "of another machine");
    Path old = Files.writeString(root.resolve(".d.new-zz" + pid + "a-2"), "of long ago");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    Files.writeString(root.resolve(".d.new-mine"), "not ours");
    Files.writeString(root.resolve(".e.new-999999999-1"), "another target's");
    AtomicFiles.recover(target);
    assertEquals(
        List.of(".d.new-mine", foreign.getFileName().toString(), ".e.new-999999999-1", "d"),
        names());
  }

  private static String temporaryName(Path target) {
    AtomicReference<String> name = new AtomicReference<>();
    assertThrows(
        IOException.class,
        () ->
            AtomicFiles.writeFile(
                target,
                temporary -> {
                  name.set(temporary.getFileName().toString());
                  throw new IOException("not written");
                }));
    return name.get();
  }

  @Test
  void writeFile_insideItsOwnWrite_keepsTheOuterTemporary() throws IOException {
    Path file = root.resolve("f");
    AtomicFiles.writeFile(
        file,
        outer -> {
          Files.writeString(outer, "outer");
          AtomicFiles.writeFile(file, inner -> Files.writeString(inner, "inner"));
          assertTrue(Files.exists(outer), "a living writer's temporary must not count as stale");
        });
    assertEquals("outer", Files.readString(file));
  }

  @Test
  void deleteTree_withLink_doesNotFollowIt() throws IOException {
    Path kept = Files.writeString(root.resolve("kept"), "x");
    Path tree = Files.createDirectory(root.resolve("t"));
    Files.createSymbolicLink(tree.resolve("link"), kept);
    AtomicFiles.deleteTree(tree);
    assertEquals(List.of("kept"), names());
  }
}
