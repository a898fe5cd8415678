package dev.ieum.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * The body of a request that was answered by its head. A connection that is closed while bytes
 * still come is reset, and the client may never see the answer; so they are read and dropped after
 * the answer, as many as a body may have, and the connection stays open for the next request.
 */
final class UnreadBody implements Invocable.Task {
  private final Request request;
  private final Callback callback;
  private long left;

  private UnreadBody(Request request, long most, Callback callback) {
    this.request = request;
    this.left = most;
    this.callback = callback;
  }

  /** Returns what reads the body once the answer is written, and then completes the request. */
  static Callback discard(Request request, long most, Callback callback) {
    if (request.getHeaders().contains(HttpHeader.EXPECT)) { // a body that nobody will send
      return callback;
    }
    UnreadBody body = new UnreadBody(request, most, callback);
    return Callback.from(Invocable.InvocationType.NON_BLOCKING, body, callback::failed);
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      left -= chunk.remaining();
      chunk.release();
      // What is not read by then, or does not come, ends the connection.
      if (chunk.isLast() || Content.Chunk.isFailure(chunk) || left < 0) {
        callback.succeeded();
        return;
      }
    }
  }
}
