package dev.ieum.seq2seq;

import dev.ieum.core.text.TextCodec;
import dev.ieum.seq2seq.SourceParts.Part;
import dev.ieum.seq2seq.search.Hypothesis;
import java.util.ArrayList;
import java.util.List;

/** The lines of one call: what is searched for, and what becomes of it. Not thread-safe. */
final class TranslationCall {
  private final TranslationModel model;
  private final List<String> lines;
  private final List<List<Job>> jobs; // of each line

  /** One part on its way through a batch. */
  static final class Job {
    private final Part part;
    private List<Hypothesis> found; // handed over when the queue says that all is finished

    Job(Part part) {
      this.part = part;
    }

    int[] ids() {
      return part.ids();
    }

    void found(List<Hypothesis> hypotheses) {
      found = hypotheses;
    }
  }

  TranslationCall(TranslationModel model, List<String> lines) {
    this.model = model;
    this.lines = List.copyOf(lines);
    jobs =
        this.lines.stream()
            .map(line -> SourceParts.of(line, model.source()).stream().map(Job::new).toList())
            .toList();
  }

  /** Returns all that is searched for, in order. */
  List<Job> jobs() {
    return jobs.stream().flatMap(List::stream).toList();
  }

  /** Returns one translation per line, once every job has what was found. */
  List<Translation> translations() {
    List<Translation> translations = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      translations.add(assemble(lines.get(i), jobs.get(i)));
    }
    return translations;
  }

  private Translation assemble(String line, List<Job> parts) {
    if (parts.isEmpty()) {
      return Translation.blank(line);
    }
    TextCodec target = model.target();
    List<String> texts = new ArrayList<>();
    List<Translation.Alignment> alignment = new ArrayList<>();
    double logProbability = 0;
    int tokens = 0;
    for (Job job : parts) {
      Hypothesis best = job.found.get(0);
      texts.add(target.decode(best.ids()));
      logProbability += best.logProbability();
      alignment.addAll(links(best, job.part, tokens));
      tokens += best.ids().length;
    }
    String text = String.join(" ", texts);
    List<Translation.Candidate> nbest =
        parts.size() > 1
            ? List.of(new Translation.Candidate(text, logProbability))
            : parts.get(0).found.stream()
                .map(h -> new Translation.Candidate(target.decode(h.ids()), h.logProbability()))
                .toList();
    return new Translation(line, text, logProbability, nbest, alignment);
  }

  private static List<Translation.Alignment> links(
      Hypothesis hypothesis, Part part, int firstTarget) {
    List<Translation.Alignment> links = new ArrayList<>();
    int tokens = part.ids().length - 1; // EOS is looked at too, but is no token of the line
    int rows = Math.min(hypothesis.attention().length, hypothesis.ids().length);
    for (int t = 0; t < rows; t++) {
      float[] weights = hypothesis.attention()[t];
      int most = 0;
      for (int s = 1; s < tokens; s++) {
        most = weights[s] > weights[most] ? s : most;
      }
      links.add(
          new Translation.Alignment(part.firstToken() + most, firstTarget + t, weights[most]));
    }
    return links;
  }
}
