package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walk from a command to the softmax, as docs/overview.md tells it. */
class CallDepthTest {
  private static final String SOFTMAX = "ActiveSentence#advance";

  @Test
  void translate_fromTheCommandToTheSoftmax_isSixMethods() {
    String model = TinyModel.bundle().toString();
    Thread command =
        new Thread(
            () ->
                CliRun.withInput("오늘 날씨가 정말 좋아요.\n".repeat(20_000), "translate", "--model", model));
    command.start();
    List<String> caller = new ArrayList<>();
    List<String> worker = new ArrayList<>();
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          while (caller.isEmpty() || worker.isEmpty()) {
            for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
              List<String> ours = ours(stack);
              if (ours.contains("BatchQueue#compute") && ours.contains("ModelRuntime#await")) {
                caller.addAll(caller.isEmpty() ? ours : List.of());
              } else if (ours.contains("BatchQueue#work") && ours.contains(SOFTMAX)) {
                worker.addAll(worker.isEmpty() ? ours : List.of());
              }
            }
            Thread.sleep(1);
          }
          command.join();
        });
    assertEquals(
        List.of(
            "TranslateCommand#call",
            "TextTranslator#translate",
            "BatchQueue#compute",
            "ModelRuntime#await"), // and before that BatchQueue#submit
        caller);
    assertEquals(List.of("BatchQueue#work", "BeamSearch#search", SOFTMAX), worker);
  }

  /** Returns our methods of a stack from a command or a worker on, up to the softmax. */
  private static List<String> ours(StackTraceElement[] stack) {
    List<String> methods =
        new ArrayList<>(
            Stream.of(stack)
                .filter(frame -> frame.getClassName().startsWith("dev.ieum."))
                .filter(frame -> !frame.getMethodName().startsWith("lambda$"))
                .filter(frame -> !frame.getClassName().contains("/")) // what calls a lambda
                .map(
                    frame ->
                        frame.getClassName().replaceAll(".*[.$]", "") + "#" + frame.getMethodName())
                .distinct() // javac adds a call() that returns Object
                .toList());
    Collections.reverse(methods);
    int start = Math.max(methods.indexOf("TranslateCommand#call"), 0);
    int end = methods.indexOf(SOFTMAX);
    return methods.subList(start, end < 0 ? methods.size() : end + 1);
  }
}
