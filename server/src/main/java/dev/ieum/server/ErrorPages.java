package dev.ieum.server;

import dev.ieum.server.json.ResultJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty itself refuses, as JSON, in words that hold nothing of the request. */
final class ErrorPages extends ErrorHandler {
  static final String JSON = "application/json";

  private static byte[] body(int status) {
    String advice =
        switch (status) {
          case 400 -> "Invalid request: not HTTP as RFC 9112 has it";
          case 414, 431 -> "Invalid request: its head is too large; send texts in the body";
          default -> HttpStatus.getMessage(status);
        };
    return ResultJson.text(ResultJson.error(advice)).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
    response.write(true, ByteBuffer.wrap(body(code)), callback);
  }
}
