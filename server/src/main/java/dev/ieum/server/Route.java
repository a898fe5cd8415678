package dev.ieum.server;

import com.google.gson.JsonElement;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** What answers a path. */
sealed interface Route {

  /** What is there without asking: answered by GET and HEAD. */
  record Page(Supplier<Answer> answer) implements Route {}

  /** What is computed of parameters: answered by POST. */
  record Operation(Function<Call, CompletableFuture<JsonElement>> function) implements Route {}
}
