package dev.ieum.tokenizers.korean;

import java.util.List;
import java.util.Set;

/**
 * Puts particles right that do not go with the word before them: 사과을 to 사과를. Thread-safe.
 *
 * <p>For text that a program made, such as a translation in which a name was replaced. Only what
 * Korean analysis takes for a particle right behind a noun, number or foreign word is changed;
 * where the word before cannot be read, nothing is.
 */
public final class JosaRepair {
  private static final List<Josa> REPAIRED =
      List.of(Josa.OBJECT, Josa.SUBJECT, Josa.TOPIC, Josa.WITH, Josa.TO);

  private static final Set<PartOfSpeech> NOUNS =
      Set.of(
          PartOfSpeech.NNG,
          PartOfSpeech.NNP,
          PartOfSpeech.NNB,
          PartOfSpeech.NNBC,
          PartOfSpeech.NR,
          PartOfSpeech.XSN,
          PartOfSpeech.SH);

  private final KoreanMorphology morphology = new KoreanMorphology();

  /** Makes one. */
  public JosaRepair() {}

  /** Returns {@code text} with its particles put right; all else stays as it is. */
  public String repair(String text) {
    StringBuilder repaired = new StringBuilder();
    int from = 0;
    for (Eojeol eojeol : morphology.analyze(text)) {
      List<Morpheme> morphemes = eojeol.morphemes();
      for (int i = 1; i < morphemes.size(); i++) {
        Morpheme particle = morphemes.get(i);
        String form = form(morphemes.get(i - 1), particle, i + 1 == morphemes.size());
        if (!form.equals(particle.surface())) {
          repaired.append(text, from, particle.begin()).append(form);
          from = particle.end();
        }
      }
    }
    return repaired.append(text, from, text.length()).toString();
  }

  private static String form(Morpheme word, Morpheme particle, boolean last) {
    boolean isParticle = particle.tag().name().startsWith("J") && NOUNS.contains(word.tag());
    if (!isParticle || FinalSound.of(word.surface()) == FinalSound.UNKNOWN) {
      return particle.surface();
    }
    for (Josa josa : REPAIRED) {
      String surface = particle.surface();
      // In the middle of an eojeol they are more often something else; 과 is a noun, too (고양이과).
      boolean candidate =
          (last || josa == Josa.TO) && !(josa == Josa.WITH && surface.equals(josa.afterCoda()));
      if (candidate && (surface.equals(josa.afterCoda()) || surface.equals(josa.afterVowel()))) {
        return josa.of(word.surface());
      }
    }
    return particle.surface();
  }
}
