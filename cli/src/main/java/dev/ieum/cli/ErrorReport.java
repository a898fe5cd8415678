package dev.ieum.cli;

import dev.ieum.cli.console.ResultOutput;
import dev.ieum.cli.console.UsageException;
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
import picocli.CommandLine;

/**
 * The exit code and the one-line message of a failure. Immutable.
 *
 * @param exitCode see {@link CommandLine.ExitCode}
 * @param line what went wrong and what to do; empty when there is nothing to say
 * @param traced whether the stack trace is printed in any case, because the fault is the program's
 */
record ErrorReport(int exitCode, Optional<String> line, boolean traced) {

  /** Returns the report of {@code failure}; the one place that distinguishes kinds of failure. */
  static ErrorReport of(Throwable failure) {
    if (failure instanceof ResultOutput.ClosedPipeException) {
      return new ErrorReport(CommandLine.ExitCode.OK, Optional.empty(), false);
    }
    if (failure instanceof UncheckedIOException wrapped) {
      return of(wrapped.getCause());
    }
    Optional<VirtualMachineError> exhausted = exhausted(failure);
    if (exhausted.isPresent()) {
      return oneLine(
          CommandLine.ExitCode.SOFTWARE,
          exhausted.get() instanceof StackOverflowError
              ? "memory: the stack is exhausted; give more by IEUM_OPTS=-Xss8m"
              : "memory: exhausted; give more by IEUM_OPTS=-Xmx4g or use fewer --threads");
    }
    if (isUsageError(failure)) {
      return oneLine(CommandLine.ExitCode.USAGE, failure.getMessage());
    }
    if (failure instanceof FileSystemException e) {
      return ofFile(e);
    }
    if (failure instanceof IOException || failure instanceof EngineMissingException) {
      return oneLine(CommandLine.ExitCode.SOFTWARE, String.valueOf(failure.getMessage()));
    }
    return new ErrorReport(
        CommandLine.ExitCode.SOFTWARE, Optional.of("ieum failed: " + failure), true);
  }

  /** Memory may run out in any thread; the failure of another thread is wrapped. */
  private static Optional<VirtualMachineError> exhausted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof VirtualMachineError error) {
        return Optional.of(error);
      }
    }
    return Optional.empty();
  }

  private static boolean isUsageError(Throwable failure) {
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
      return oneLine(CommandLine.ExitCode.USAGE, e.getFile() + ": " + reason);
    }
    return oneLine(CommandLine.ExitCode.SOFTWARE, e.getFile() + ": " + reason(e));
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
