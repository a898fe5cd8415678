package dev.ieum.server;

import com.google.gson.JsonElement;
import dev.ieum.server.Tasks.Task;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** What answers a path. */
sealed interface Route {

  /** What is there without asking: answered by GET and HEAD, at once. */
  record Page(Supplier<Answer> answer) implements Route {}

  /**
   * What is computed of parameters: answered by POST.
   *
   * @param task whose queue it needs; while that is full, requests are refused by their heads alone
   */
  record Operation(Function<Call, CompletableFuture<JsonElement>> function, Optional<Task> task)
      implements Route {
    Operation(Function<Call, CompletableFuture<JsonElement>> function, Task task) {
      this(function, Optional.of(task));
    }
  }
}
