package dev.ieum.cli;

import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.runtime.EngineMissingException;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.tokenizers.TokenizerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/**
 * What a failure means to the person who ran the command: an exit code and one line. Immutable.
 *
 * @param exitCode see {@link ExitCode}
 * @param line what went wrong and what to do; empty when nothing is to be said
 * @param traced whether the trace is printed even unasked, for the fault is the program's
 */
record ErrorReport(int exitCode, Optional<String> line, boolean traced) {

  /** Returns the report of {@code failure}; this is the one place where kinds are told apart. */
  static ErrorReport of(Throwable failure) {
    if (failure instanceof ResultOutput.ClosedPipeException) {
      return new ErrorReport(ExitCode.DONE, Optional.empty(), false);
    }
    if (failure instanceof UncheckedIOException wrapped) {
      return of(wrapped.getCause());
    }
    Optional<VirtualMachineError> exhausted = exhausted(failure);
    if (exhausted.isPresent()) {
      return oneLine(
          ExitCode.FAILED,
          exhausted.get() instanceof StackOverflowError
              ? "memory: the stack is exhausted; give more by IEUM_OPTS=-Xss8m"
              : "memory: exhausted; give more by IEUM_OPTS=-Xmx4g or use fewer --threads");
    }
    if (isAskedWrongly(failure)) {
      return oneLine(ExitCode.ASKED_WRONGLY, failure.getMessage());
    }
    if (failure instanceof FileSystemException e) {
      return ofFile(e);
    }
    if (failure instanceof IOException || failure instanceof EngineMissingException) {
      return oneLine(ExitCode.FAILED, String.valueOf(failure.getMessage()));
    }
    return new ErrorReport(ExitCode.FAILED, Optional.of("ieum failed: " + failure), true);
  }

  /** Memory may run out in any thread, whose failure then comes wrapped. */
  private static Optional<VirtualMachineError> exhausted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof VirtualMachineError error) {
        return Optional.of(error);
      }
    }
    return Optional.empty();
  }

  private static boolean isAskedWrongly(Throwable failure) {
    return failure instanceof UsageException
        || failure instanceof ConfigException
        || failure instanceof CorpusFormatException
        || failure instanceof ModelBundleException
        || failure instanceof TokenizerException
        || failure instanceof InvalidPathException;
  }

  private static ErrorReport ofFile(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      String reason = e.getReason() == null ? "no such file; check the path" : e.getReason();
      return oneLine(ExitCode.ASKED_WRONGLY, e.getFile() + ": " + reason);
    }
    return oneLine(ExitCode.FAILED, e.getFile() + ": " + reason(e));
  }

  private static String reason(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "is a file, where a directory is needed; name another";
    }
    return Optional.ofNullable(e.getReason()).orElse(e.getClass().getSimpleName());
  }

  private static ErrorReport oneLine(int exitCode, String message) {
    return new ErrorReport(exitCode, Optional.of(message.replaceAll("\\R", " ")), false);
  }
}
