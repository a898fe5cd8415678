package dev.ieum.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as installed gives the same bytes in any environment and from any folder. */
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class EnvironmentTest {
  private static final String ARGUMENTS = " tokenize --pos --format jsonl '%s'";

  @TempDir Path dir;

  /** Lays out an installed copy whose one jar names the class path of this test. */
  private static Path install(Path home) throws IOException {
    Path launcher = Files.createDirectories(home.resolve("bin")).resolve("ieum");
    Files.copy(ArchitectureTest.root().resolve("ieum"), launcher);
    assertTrue(launcher.toFile().setExecutable(true));
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    Path jar = Files.createDirectories(home.resolve("lib")).resolve("ieum-cli.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream written = new JarOutputStream(out, manifest)) {
      written.finish();
    }
    return launcher;
  }

  private String run(Path launcher, String environment, String redirection) throws Exception {
    Path input = dir.resolve("글 in.txt");
    Files.writeString(input, "학교에서 만나요 Iİıi ١٢٣\n\n눈이 온다.\n");
    String command =
        "env " + environment + " '" + launcher + "'" + ARGUMENTS.formatted(input) + redirection;
    Path out = dir.resolve("out");
    Path err = dir.resolve("err");
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    int exitCode = process.waitFor();
    assertEquals(0, exitCode, command + ": " + Files.readString(err));
    return Files.readString(out, UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-u HOME",
        "HOME=/nonexistent",
        "HOME='/tmp/빈 집'",
        "LC_ALL=C",
        "LC_ALL=POSIX",
        "LC_ALL=tr_TR.UTF-8",
        "LC_ALL=ko_KR.EUC-KR",
        "-u LANG -u LC_ALL -u LC_CTYPE",
        "TZ=Asia/Seoul",
        "TMPDIR=/nonexistent",
        "IEUM_OPTS=-Djava.io.tmpdir=/nonexistent",
        "IEUM_OPTS='-Duser.language=tr -Duser.country=TR'",
        "IEUM_OPTS='-Duser.language=ar -Duser.country=SA'",
        "IEUM_OPTS='-Duser.language=th -Duser.country=TH'",
        "IEUM_OPTS=-Dfile.encoding=US-ASCII",
        "IEUM_CACHE=/nonexistent/x",
        "IEUM_CACHE=/dev/null",
        "NO_COLOR=1 TERM=dumb",
      })
  void environment_ofAnyKind_givesTheSameBytes(String environment) throws Exception {
    Path launcher = install(dir.resolve("home"));
    String usual = run(launcher, "IEUM_CACHE=none", "");
    assertTrue(usual.contains("학교") && usual.lines().count() == 3, usual);
    assertEquals(usual, run(launcher, environment, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {" <&-", " 2>&-", " 3>&1", " | cat"})
  void redirection_ofAnyKind_givesTheSameBytes(String redirection) throws Exception {
    Path launcher = install(dir.resolve("home"));
    assertEquals(
        run(launcher, "IEUM_CACHE=none", ""), run(launcher, "IEUM_CACHE=none", redirection));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b", "이음 프로그램", "a*b", "a\"b", "a$HOME", "a%20b", "[a]", "a;b", "#a", "-a", "a&b"
      })
  void folder_ofAnyName_givesTheSameBytes(String name) throws Exception {
    String usual = run(install(dir.resolve("home")), "IEUM_CACHE=none", "");
    assertEquals(usual, run(install(dir.resolve(name)), "IEUM_CACHE=none", ""));
  }
}
