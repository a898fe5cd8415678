package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of the libraries meets who has no tensor engine on the class path. */
class LibraryUserTest {
  /** Parts of the names of what only the engine or the program brings. */
  private static final Pattern NOT_OF_INFERENCE =
      Pattern.compile("/(ai/djl|net/java/dev/jna|commons-\\w+|org/apache/commons|info/picocli)/");

  @TempDir Path folder;

  private static String classPathWithoutEngine() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !NOT_OF_INFERENCE.matcher(entry.replace(File.separatorChar, '/')).find())
        .filter(entry -> !entry.replace(File.separatorChar, '/').contains("/cli/target/"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String readmeBlock(String language) throws Exception {
    String readme = Files.readString(ArchitectureTest.root().resolve("README.md"));
    String section = readme.substring(readme.indexOf("## As a library"));
    Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(section);
    assertTrue(block.find(), "README.md has no block " + language);
    return block.group(1);
  }

  /** Compiles statements, with imports before them, and runs them in a Java of their own. */
  private String run(String imports, String statements) throws Exception {
    Path source = folder.resolve("Example.java");
    Files.writeString(
        source,
        imports
            + "\npublic class Example {\n  public static void main(String[] a) throws Exception {\n"
            + statements
            + "\n  }\n}\n");
    String path = classPathWithoutEngine();
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-encoding",
                "UTF-8",
                "-cp",
                path,
                "-d",
                folder.toString(),
                source.toString()));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                folder + File.pathSeparator + path,
                "Example")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(3, TimeUnit.MINUTES), "did not end");
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), text);
    assertFalse(text.contains("NoClassDefFoundError"), text);
    return text;
  }

  @Test
  void readme_javaBlock_printsWhatItSays() throws Exception {
    String block = readmeBlock("java");
    String imports =
        block.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
    String statements =
        block.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
    Matcher said = Pattern.compile("println\\(.*\\); // (.+)").matcher(block);
    assertTrue(said.find(), "the README shows no output");
    assertEquals(said.group(1), run(imports, statements).lines().findFirst().orElse(""));
  }

  @Test
  void readme_xmlBlock_namesArtifactsOfThisBuild() throws Exception {
    String block = readmeBlock("xml");
    String bom = Files.readString(ArchitectureTest.root().resolve("bom/pom.xml"));
    List<String> named =
        Pattern.compile("<artifactId>(.*?)</artifactId>")
            .matcher(block)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertTrue(named.contains("ieum-model-translation-ko-en"), named.toString());
    for (String artifact : named) {
      assertTrue(bom.contains("<artifactId>" + artifact + "</artifactId>"), artifact);
    }
  }

  @Test
  void sentimentAndTokenizers_withoutEngine_work() throws Exception {
    String text =
        run(
            "import dev.ieum.sentiment.SentimentAnalyzer;",
            "try (SentimentAnalyzer s = SentimentAnalyzer.open(\"sentiment-ko\")) {"
                + "System.out.println(s.analyze(\"정말 재미있어요\").label() + \" \" + s.accelerate());"
                + "}\nSystem.out.println(new dev.ieum.tokenizers.WhitespaceTokenizer()"
                + ".tokenize(\"a b\").size());");
    assertTrue(text.startsWith("positive false\n"), text);
  }

  @Test
  void training_withoutEngine_saysWhichArtifactToAdd() throws Exception {
    String train =
        "try { dev.ieum.core.recipe.Trainer.run(null, null);"
            + "} catch (IllegalStateException e) { System.out.println(e.getMessage()); }\n";
    String text = run("", train);
    assertEquals(1, text.lines().filter(l -> l.contains("add dev.ieum:ieum-engine")).count(), text);
  }
}
