package dev.ieum.server;

import dev.ieum.core.bundle.ModelBundle;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What is counted, in Prometheus's text format. No label holds anything of a client's. */
final class Metrics {
  static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Histogram requests =
      Histogram.builder()
          .name("ieum_requests_seconds")
          .help("Time from a request's head to the end of its answer.")
          .labelNames("path", "status")
          .classicOnly()
          .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
          .register(registry);
  private final Counter texts =
      Counter.builder()
          .name("ieum_texts_total")
          .help("Texts that were answered.")
          .labelNames("task", "model")
          .register(registry);
  private final Counter rejected =
      Counter.builder()
          .name("ieum_rejected_total")
          .help("Requests that a limit turned away, by status.")
          .labelNames("status")
          .register(registry);
  private final Info models =
      Info.builder()
          .name("ieum_model_info")
          .help("The models that are served.")
          .labelNames("name", "checksum")
          .register(registry);

  Metrics(Tasks tasks) {
    GaugeWithCallback.builder()
        .name("ieum_queue_length")
        .help("Texts that are computed or wait.")
        .labelNames("task")
        .callback(
            gauge -> {
              for (Tasks.Task task : Tasks.Task.values()) {
                gauge.call(tasks.texts(task), task.word());
              }
            })
        .register(registry);
    JvmMetrics.builder().register(registry);
  }

  void request(String path, int status, double seconds) {
    requests.labelValues(path, Integer.toString(status)).observe(seconds);
    if (status == 413 || status == 429 || status == 503 || status == 504) {
      rejected.labelValues(Integer.toString(status)).inc();
    }
  }

  void texts(Tasks.Task task, String model, int count) {
    texts.labelValues(task.word(), model).inc(count);
  }

  void models(List<ModelBundle> bundles) {
    for (ModelBundle bundle : bundles) {
      models.addLabelValues(
          bundle.source().name(), bundle.manifest().files().get("weights.safetensors").sha256());
    }
  }

  byte[] text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
