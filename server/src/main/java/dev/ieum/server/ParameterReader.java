package dev.ieum.server;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.UrlEncoded;
import org.eclipse.jetty.util.thread.Invocable;

/** Reads the parameters of a request: JSON, or a form of either kind beside the query. */
final class ParameterReader {
  private static final int MOST_FIELDS = 64;
  private static final int DEEPEST = 8;
  private static final TypeAdapter<JsonElement> JSON = new Gson().getAdapter(JsonElement.class);

  private final int bodyBytes;
  private final Executor threads;

  /**
   * Makes a reader.
   *
   * @param threads those that may work for a while; bodies are parsed there
   */
  ParameterReader(int bodyBytes, Executor threads) {
    this.bodyBytes = bodyBytes;
    this.threads = threads;
  }

  /**
   * Checks the length of a body, where the head tells it.
   *
   * @throws ApiException 413 when it is too large
   */
  void requireLength(Request request) {
    if (request.getLength() > bodyBytes) {
      throw tooLarge();
    }
  }

  /**
   * Begins to read; fails with an {@link ApiException} when the client is to blame. What depends on
   * the result runs on the threads given, since bytes come on the one that all connections share.
   */
  CompletableFuture<Parameters> read(Request request) {
    String type = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE)).orElse("");
    String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
    CompletableFuture<byte[]> whole = new CompletableFuture<>();
    Content.Source.asByteArrayAsync(request, bodyBytes, completing(whole));
    return whole
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    cause(failure) instanceof IllegalStateException ? tooLarge() : failure))
        .thenComposeAsync(body -> parse(type, query, body), threads);
  }

  private static <T> Promise.Invocable<T> completing(CompletableFuture<T> future) {
    return Promise.Invocable.from(
        Invocable.InvocationType.NON_BLOCKING,
        (result, failure) -> {
          if (failure == null) {
            future.complete(result);
          } else {
            future.completeExceptionally(failure);
          }
        });
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private ApiException tooLarge() {
    return ApiException.of(
        413,
        "Invalid request: the body is larger than %d bytes; send fewer or shorter texts at once"
            .formatted(bodyBytes));
  }

  private CompletableFuture<Parameters> parse(String type, String query, byte[] body) {
    String kind = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    if (kind.equals("application/json") || kind.endsWith("+json")) {
      return CompletableFuture.completedFuture(json(body));
    }
    Map<String, JsonElement> values = new HashMap<>();
    try {
      decode(query, values);
      if (kind.equals("application/x-www-form-urlencoded")) {
        decode(utf8(body), values);
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw badForm();
    }
    return kind.equals("multipart/form-data")
        ? multipart(type, body, values)
        : CompletableFuture.completedFuture(new Parameters(values, true));
  }

  private static ApiException badForm() {
    return ApiException.badRequest("Invalid request: the form is damaged, or is not in UTF-8");
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static void decode(String form, Map<String, JsonElement> values) {
    boolean whole =
        UrlEncoded.decodeUtf8To(form, 0, form.length(), (name, value) -> put(values, name, value));
    if (!whole) {
      throw badForm();
    }
  }

  /** The first of several values counts. */
  private static void put(Map<String, JsonElement> values, String name, String value) {
    if (values.size() < MOST_FIELDS) {
      values.putIfAbsent(name, new JsonPrimitive(value));
    }
  }

  private static Parameters json(byte[] body) {
    try (JsonReader reader = new JsonReader(new StringReader(utf8(body)))) {
      reader.setStrictness(Strictness.STRICT);
      reader.setNestingLimit(DEEPEST);
      JsonElement value = JSON.read(reader);
      if (value.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT) {
        return new Parameters(value.getAsJsonObject().asMap(), false);
      }
    } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
      throw ApiException.badRequest("Invalid JSON format");
    }
    throw ApiException.badRequest("Invalid JSON format");
  }

  private CompletableFuture<Parameters> multipart(
      String type, byte[] body, Map<String, JsonElement> values) {
    String boundary = MultiPart.extractBoundary(type);
    if (boundary == null || boundary.isEmpty()) {
      throw badForm();
    }
    MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
    parser.setMaxParts(MOST_FIELDS);
    parser.setMaxLength(bodyBytes);
    parser.setMaxMemoryFileSize(bodyBytes); // nothing is written to the disk
    parser.setMaxFileSize(bodyBytes);
    CompletableFuture<MultiPartFormData.Parts> parsed = new CompletableFuture<>();
    parser.parse(Content.Source.from(ByteBuffer.wrap(body)), completing(parsed));
    return parsed.handle(
        (parts, failure) -> {
          if (failure != null) {
            throw badForm();
          }
          try (MultiPartFormData.Parts all = parts) {
            for (MultiPart.Part part : all) {
              if (part.getName() != null) {
                put(
                    values,
                    part.getName(),
                    utf8(Content.Source.asByteBuffer(part.createContentSource())));
              }
            }
          } catch (IOException e) {
            throw badForm();
          }
          return new Parameters(values, true);
        });
  }

  private static String utf8(ByteBuffer bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
  }
}
