package dev.ieum.sequences;

import com.google.gson.JsonObject;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelBundleWriter;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.config.Settings;
import dev.ieum.core.inference.ModelRuntime;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.sampling.Sampling;
import dev.ieum.core.score.AnswerEvaluation;
import dev.ieum.core.score.AnswerReport;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.sequences.data.EventCut;
import dev.ieum.sequences.model.NetworkConfig;
import dev.ieum.sequences.model.SequencePredictor;
import dev.ieum.sequences.model.SequenceShape;
import dev.ieum.sequences.model.SequenceState;
import dev.ieum.sequences.score.AnswerLikelihood;
import dev.ieum.sequences.score.RankingEvaluation;
import dev.ieum.sequences.score.RankingEvaluation.Protocol;
import dev.ieum.sequences.score.RankingReport;
import dev.ieum.sequences.score.TransitionCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/**
 * Events in, what comes next out. Starts without the tensor engine.
 *
 * <p>Thread-safe, and meant to be shared; what was read is in the {@link SequenceSession}s, which
 * belong to their callers. Close it: afterwards all but {@link #close} throw {@link
 * IllegalStateException}, sessions included.
 */
public final class SequenceModel implements AutoCloseable {
  /** What the end of a sequence is called among events. */
  public static final String END = "</s>";

  /** The event that ends a line of a conversation. */
  public static final String LINE_FEED = EventCut.LINE_FEED;

  /** Of shorter sequences none is left out: one event tests, one is for dev, one begins. */
  public static final int FEWEST_EVENTS = 3;

  /** Events of an answer that is made for an evaluation, at most. */
  private static final int LONGEST_ANSWER = 200;

  private static final String EVENTS = "events";
  private static final String TRANSITIONS = "vocabulary/transitions.tsv";

  private final ModelRuntime runtime;
  private final SequencePredictor network;
  private final Vocabulary vocabulary;
  private final ModelSettings settings;
  private final TransitionCounts transitions;
  private final String name;
  private final long identity;

  /**
   * What a bundle says of its network. Immutable.
   *
   * @param sizes of the network
   * @param cut how a text is cut into events
   * @param evaluation how the model is evaluated unless one says otherwise
   */
  public record ModelSettings(NetworkConfig sizes, EventCut cut, Evaluation evaluation) {}

  /**
   * What is predicted when a model is evaluated; see {@link Protocol}. Immutable.
   *
   * @param last whether the last event of each sequence alone is predicted
   * @param ends whether the end of a sequence is an event
   * @param unseen whether events that occurred earlier in the sequence are no candidates
   */
  public record Evaluation(boolean last, boolean ends, boolean unseen) {}

  private SequenceModel(ModelBundle bundle, ModelRuntime runtime) throws IOException {
    bundle.requireTask(ModelTask.NEXT);
    this.runtime = runtime;
    name = bundle.manifest().name();
    identity = bundle.identity();
    settings = bundle.network(read -> read.read(ModelSettings.class));
    try {
      vocabulary = Vocabulary.ofAll(renamed(bundle.vocabulary(EVENTS), EventCut.SIGN, LINE_FEED));
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(
          e.getMessage() + "; the bundle is damaged or of another version", e);
    }
    transitions =
        TransitionCounts.read(
            bundle.text(TRANSITIONS), vocabulary.size(), bundle.source() + ": " + TRANSITIONS);
    network =
        new SequencePredictor(
            new Weights(bundle.weights()),
            new SequenceShape(settings.sizes(), vocabulary.size()),
            runtime.weightFormat());
  }

  /**
   * Opens a model by name or path; it multiplies in eight bits.
   *
   * @throws ModelBundleException when there is no such model, or it cannot be used
   */
  public static SequenceModel open(String nameOrPath) throws IOException {
    return open(ModelBundle.open(ModelSource.resolve(nameOrPath)), ProductPrecision.INT8);
  }

  /**
   * Opens a model.
   *
   * @throws ModelBundleException when the model cannot be used
   */
  public static SequenceModel open(ModelBundle bundle, ProductPrecision precision)
      throws IOException {
    return new SequenceModel(bundle, new ModelRuntime("sequence model", 1, precision));
  }

  /** Adds what {@link #open} reads, besides the weights, to a bundle. */
  public static void write(
      ModelBundleWriter writer,
      ModelSettings settings,
      Vocabulary vocabulary,
      TransitionCounts transitions) {
    JsonObject json = Settings.toJson(settings);
    writer
        .network(json)
        .vocabulary(EVENTS, renamed(vocabulary.tokens(), LINE_FEED, EventCut.SIGN))
        .text(TRANSITIONS, transitions.text());
  }

  /** A bundle has an event a line, so that one that is a line feed is written as its sign. */
  private static List<String> renamed(List<String> events, String from, String to) {
    return events.stream().map(event -> event.equals(from) ? to : event).toList();
  }

  /** Returns what the model is called. */
  public String name() {
    return name;
  }

  /** Returns what the bundle says of it. */
  public ModelSettings settings() {
    return settings;
  }

  /** Says whether the model was trained on an event of this name. */
  public boolean knows(String event) {
    return id(event) != Vocabulary.UNK;
  }

  /** Begins a sequence. */
  public SequenceSession start() {
    return start(0);
  }

  /**
   * Begins a sequence whose predictions leave out what it has read.
   *
   * @param remembered how many different events are left out, the latest; 0 for none
   * @throws IllegalArgumentException when that is negative
   */
  public SequenceSession start(int remembered) {
    return new SequenceSession(this, remembered, network.start());
  }

  /**
   * Goes on with a sequence, here or on another machine.
   *
   * @param snapshot of {@link SequenceSession#snapshot}
   * @throws IllegalArgumentException when it is of another model, or damaged
   */
  public SequenceSession restore(byte[] snapshot) {
    return SequenceSession.restore(this, snapshot);
  }

  /** Makes a sequence up; see {@link #generate(List, GenerationConfig, Revision)}. */
  public List<String> generate(List<String> prompt, GenerationConfig config) {
    return generate(prompt, config, Revision.NONE);
  }

  /**
   * Makes a sequence up that begins with others' events.
   *
   * @param prompt events that it goes on from; they are not part of the result
   * @param revision what may have events drawn again
   */
  public List<String> generate(List<String> prompt, GenerationConfig config, Revision revision) {
    SequenceSession session = start();
    prompt.forEach(session::accept);
    SplittableRandom random = new SplittableRandom(config.seed());
    List<String> events = new ArrayList<>();
    SequenceState state = session.state();
    List<SequenceState> before = new ArrayList<>(); // each event, where one may be drawn again
    while (events.size() < config.maxLength()) {
      int id = config.sampling().draw(scores(state, List.of()), random);
      String event = vocabulary.token(id);
      if (id == Vocabulary.EOS || config.stop().contains(event)) {
        return events;
      }
      events.add(event);
      if (revision != Revision.NONE) {
        before.add(state);
      }
      state = advance(state, id);
      int rejected = revision.rejected(Collections.unmodifiableList(events));
      if (rejected > 0) {
        int kept = events.size() - rejected;
        state = before.get(kept);
        events.subList(kept, events.size()).clear();
        before.subList(kept, before.size()).clear();
      }
    }
    return events;
  }

  /**
   * Ranks the events of sequences beside the naive predictors.
   *
   * @param sequences events of each; those shorter than {@value #FEWEST_EVENTS} are left out where
   *     the last event alone is predicted
   * @param done called now and then with the number of sequences done
   */
  public RankingReport evaluate(List<List<String>> sequences, Protocol protocol, IntConsumer done) {
    return runtime.call(
        () ->
            RankingEvaluation.run(
                network,
                transitions,
                protocol,
                sequences.stream()
                    .filter(events -> !protocol.last() || events.size() >= FEWEST_EVENTS)
                    .map(events -> ids(vocabulary, events, protocol.ends()))
                    .toList(),
                done));
  }

  /**
   * Says how well the model knows answers: conversations are lines, and the last one answers those
   * before it.
   *
   * @param conversations events of each, such as characters, with a line feed after each line but
   *     the last
   * @param done called now and then with the number of conversations done
   * @throws IllegalArgumentException when one has no answer, or they are fewer than candidates
   */
  public AnswerReport answers(List<List<String>> conversations, IntConsumer done) {
    Conversations all = Conversations.of(conversations, vocabulary);
    GenerationConfig likeliest =
        new GenerationConfig(0, new Sampling(0, 0, 1), LONGEST_ANSWER, Set.of(LINE_FEED));
    AnswerLikelihood likelihood = all.likelihood(network);
    return AnswerEvaluation.run(
        all.cases(),
        (question, answers) -> runtime.call(() -> likelihood.nats(question, answers)),
        question -> settings.cut().text(generate(all.question(question), likeliest)).strip(),
        done);
  }

  /** Returns ids of a sequence, BOS first, EOS last where the end is an event. */
  public static int[] ids(Vocabulary vocabulary, List<String> events, boolean ends) {
    int[] ids = new int[events.size() + (ends ? 2 : 1)];
    Arrays.fill(ids, Vocabulary.EOS);
    ids[0] = Vocabulary.BOS;
    for (int i = 0; i < events.size(); i++) {
      ids[i + 1] = id(vocabulary, events.get(i));
    }
    return ids;
  }

  /** What is written like a special token is no event that anything was learned of. */
  private static int id(Vocabulary vocabulary, String event) {
    int id = vocabulary.id(event);
    return Vocabulary.isSpecial(id) ? Vocabulary.UNK : id;
  }

  int id(String event) {
    return id(vocabulary, event);
  }

  String event(int id) {
    return vocabulary.token(id);
  }

  int size() {
    return vocabulary.size();
  }

  long identity() {
    return identity;
  }

  SequencePredictor network() {
    return network;
  }

  SequenceState advance(SequenceState state, int id) {
    return runtime.call(() -> network.advance(new int[] {id}, List.of(state)).get(0));
  }

  /** Returns scores of all events; minus infinity for those that may not come. */
  float[] scores(SequenceState state, Collection<Integer> without) {
    float[][] scores = new float[1][vocabulary.size()];
    runtime.call(
        () -> {
          network.score(List.of(state), scores);
          return true;
        });
    for (int id = 0; Vocabulary.isSpecial(id); id++) {
      boolean may = id == Vocabulary.EOS && settings.evaluation().ends();
      scores[0][id] = may ? scores[0][id] : Float.NEGATIVE_INFINITY;
    }
    without.forEach(id -> scores[0][id] = Float.NEGATIVE_INFINITY);
    return scores[0];
  }

  /** Waits for calls under way; further calls do nothing. */
  @Override
  public void close() {
    runtime.close();
  }
}
