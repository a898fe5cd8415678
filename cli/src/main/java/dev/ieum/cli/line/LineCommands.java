package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;

/** Makes the commands that read a text per line. Stateless. */
public final class LineCommands {
  /** The model that {@code ieum translate} runs when none is named. */
  public static final String DEFAULT_MODEL = "translation-ko-en";

  /** The model that {@code sentiment} opens when none is named. */
  public static final String DEFAULT_SENTIMENT_MODEL = "sentiment-ko";

  private LineCommands() {}

  /** Makes {@code ieum translate}. */
  public static Object translate(Console console) {
    return new TranslateCommand(console);
  }

  /** Makes {@code ieum sentiment}. */
  public static Object sentiment(Console console) {
    return new SentimentCommand(console);
  }

  /** Makes {@code ieum tokenize}. */
  public static Object tokenize(Console console) {
    return new TokenizeCommand(console);
  }

  /** Makes {@code ieum next}. */
  public static Object next(Console console) {
    return new NextCommand(console);
  }

  /** Makes {@code ieum chat}. */
  public static Object chat(Console console) {
    return new ChatCommand(console);
  }

  /** Makes {@code ieum forecast}. */
  public static Object forecast(Console console) {
    return new ForecastCommand(console);
  }
}
