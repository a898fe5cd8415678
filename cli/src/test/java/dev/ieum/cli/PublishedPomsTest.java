package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Keeps the POMs such that a Maven repository accepts them, each with its own licence. */
class PublishedPomsTest {
  private static final String NEVER_PUBLISHED = "translation-en-de";
  private static final Map<String, String> MODEL_LICENCES =
      Map.of(
          "translation-ko-en", "CC-BY-SA-4.0",
          "sentiment-en", "CC-BY-4.0",
          "sentiment-ko", "CC0-1.0",
          "next-chess", "CC0-1.0",
          "forecast-temperature", "CC0-1.0",
          "digits-en", "CC-BY-SA-4.0",
          "chat-ko", "MIT",
          "translation-en-ko", "CC-BY-SA-4.0");

  private static Document pom(String folder) throws Exception {
    Path file = ArchitectureTest.root().resolve(folder).resolve("pom.xml");
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static String value(Document pom, String path) throws Exception {
    return XPathFactory.newInstance().newXPath().evaluate(path, pom).strip();
  }

  /** Returns the folders of all modules, those of modules within modules too. */
  private static List<String> modules(String folder) throws Exception {
    List<String> all = new ArrayList<>();
    Document pom = pom(folder);
    int count = Integer.parseInt(value(pom, "count(/project/modules/module)"));
    for (int m = 1; m <= count; m++) {
      String module = value(pom, "/project/modules/module[" + m + "]");
      String inner = folder.isEmpty() ? module : folder + "/" + module;
      all.add(inner);
      all.addAll(modules(inner));
    }
    return all;
  }

  @Test
  void parent_saysWhatARepositoryAsksFor() throws Exception {
    Document parent = pom("");
    for (String path :
        List.of(
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/connection",
            "scm/developerConnection",
            "scm/url")) {
      assertFalse(value(parent, "/project/" + path).isEmpty(), path);
    }
  }

  @Test
  void modules_each_hasNameAndDescription() throws Exception {
    for (String module : modules("")) {
      assertFalse(value(pom(module), "/project/name").isEmpty(), module);
      assertFalse(value(pom(module), "/project/description").isEmpty(), module);
    }
  }

  @Test
  void models_each_hasTheLicenceOfItsCard() throws Exception {
    for (String module : modules("models")) {
      String model = module.substring("models/".length());
      String name = value(pom(module), "/project/licenses/license/name");
      Path root = ArchitectureTest.root().resolve(module);
      String text = Files.readString(root.resolve("LICENSE"));
      if (model.equals(NEVER_PUBLISHED)) {
        assertTrue(name.startsWith("None stated"), name);
        assertEquals("true", value(pom(module), "/project/properties/maven.deploy.skip"));
        continue;
      }
      assertEquals(MODEL_LICENCES.get(model), name, model);
      assertTrue(text.contains(name), module + "/LICENSE");
      String onCard = name.startsWith("CC0") ? "CC0 1.0" : name.replaceAll("CC-(.*)-4", "CC $1 4");
      String card = Files.readString(root.resolve("CARD.md"));
      assertTrue(card.contains("offered under " + onCard), module + "/CARD.md");
    }
  }

  @Test
  void bom_namesEveryPublishedArtifactAndNoOther() throws Exception {
    Set<String> published = new TreeSet<>();
    for (String module : modules("")) {
      Document pom = pom(module);
      boolean withoutContent =
          module.equals("bom") || module.equals("models") || module.equals("benchmarks");
      if (!withoutContent && !module.endsWith(NEVER_PUBLISHED)) {
        published.add(value(pom, "/project/artifactId"));
      }
    }
    Document bom = pom("bom");
    String dependency = "/project/dependencyManagement/dependencies/dependency";
    Set<String> named = new HashSet<>();
    int count = Integer.parseInt(value(bom, "count(" + dependency + ")"));
    for (int d = 1; d <= count; d++) {
      named.add(value(bom, dependency + "[" + d + "]/artifactId"));
    }
    assertEquals(published, new TreeSet<>(named));
  }

  @Test
  void cli_needsNeitherSparkNorSearch() throws Exception {
    Document cli = pom("cli");
    String dependency = "/project/dependencies/dependency";
    assertEquals("1", value(cli, "count(" + dependency + "[artifactId='ieum-seq2seq'])"));
    for (String other : List.of("ieum-spark", "ieum-lucene")) {
      assertEquals("0", value(cli, "count(" + dependency + "[artifactId='" + other + "'])"));
    }
  }

  @Test
  void archive_leavesOutTheModelWithoutLicence() throws Exception {
    Path archive = ArchitectureTest.root().resolve("cli/src/assembly/archive.xml");
    assertTrue(
        Files.readString(archive)
            .contains("<exclude>ieum-model-" + NEVER_PUBLISHED + ".jar</exclude>"));
  }
}
