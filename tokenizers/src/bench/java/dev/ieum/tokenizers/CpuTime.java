package dev.ieum.tokenizers;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Operations for each second of CPU time that the process took, its compiler and collector
 * included: on a machine that other programs use, JMH's own score counts their time as ours.
 */
public class CpuTime implements InternalProfiler {
  private double before;

  @Override
  public String getDescription() {
    return "operations a CPU second";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = cpuSeconds();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double operations = result.getMetadata().getAllOps();
    return List.of(
        new ScalarResult(
            "cpu", operations / (cpuSeconds() - before), "ops/cpu-s", AggregationPolicy.AVG));
  }

  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }
}
