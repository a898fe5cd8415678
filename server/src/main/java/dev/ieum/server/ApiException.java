package dev.ieum.server;

import java.util.Map;

/** An answer that is an error; its message goes to the client. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, String> headers;

  private ApiException(int status, String message, Map<String, String> headers) {
    super(message, null, false, false); // no trace: nobody reads it, and floods of them are usual
    this.status = status;
    this.headers = headers;
  }

  static ApiException of(int status, String message) {
    return new ApiException(status, message, Map.of());
  }

  static ApiException badRequest(String message) {
    return of(400, message);
  }

  static ApiException missing(String parameter) {
    return badRequest("Invalid request: missing " + parameter + " parameter");
  }

  /** An error that is gone after so many seconds. */
  static ApiException later(int status, String message, long seconds) {
    return new ApiException(status, message, Map.of("Retry-After", Long.toString(seconds)));
  }

  static ApiException wrongMethod(String allowed) {
    return new ApiException(
        405, "Method not allowed; allowed: " + allowed, Map.of("Allow", allowed));
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }
}
