package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The parameters of one network, by name, in the order of their declaration.
 *
 * <p>Layers declare what they need; whether a declaration draws new values or shares another
 * store's arrays is decided by how the store was made. The values lie in memory that Java owns and
 * the engine reads in place, so that optimizer, averaging and checkpoints work on plain numbers.
 * The store owns its arrays through the manager it was given. Not thread-safe while layers are
 * being declared; read-only afterwards, except to a trainer.
 */
public final class ParameterStore {
  /** A parameter: the engine's array and the same numbers as Java sees them. */
  public record Parameter(NDArray array, FloatBuffer values, long[] shape) {}

  private final NDManager manager;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, ByteBuffer> memory = new LinkedHashMap<>(); // where values are drawn
  private final SplittableRandom random;
  private final ParameterStore origin; // null where values are drawn
  private final boolean learns; // whether gradients are collected
  private long counted; // numbers declared where nothing is allocated
  private long largest;

  private ParameterStore(NDManager manager, long seed, ParameterStore origin, boolean learns) {
    this.manager = manager;
    this.random = new SplittableRandom(seed);
    this.origin = origin;
    this.learns = learns;
  }

  /** A store whose parameters are drawn from {@code seed} and collect gradients. */
  public static ParameterStore forTraining(NDManager manager, long seed) {
    return new ParameterStore(manager, seed, null, true);
  }

  /**
   * A store that allocates nothing: layers declared in it hold no arrays and only {@link #size} and
   * {@link #largest} say what they would need.
   */
  public static ParameterStore counting() {
    return new ParameterStore(null, 0, null, false);
  }

  /** A store that shares the current values of this one but collects no gradients. */
  public ParameterStore view(NDManager viewManager) {
    return new ParameterStore(viewManager, 0, this, false);
  }

  /** A store that shares the values of this one in memory and collects gradients of its own. */
  public ParameterStore replica(NDManager replicaManager) {
    return new ParameterStore(replicaManager, 0, this, true);
  }

  /** Declares a layer's parameters, in order; nulls in a {@link #counting} store. */
  public NDArray[] declare(ParameterList layer) {
    return layer.parameters().stream()
        .map(p -> declare(p.name(), p.initializer(), longs(p.shape())))
        .toArray(NDArray[]::new);
  }

  NDArray declare(String path, Initializer initializer, long... shape) {
    if (manager == null) {
      count(shape);
      return null;
    }
    if (parameters.containsKey(path)) {
      throw new IllegalStateException("parameter " + path + " is declared twice");
    }
    Parameter parameter = origin == null ? draw(path, initializer, shape) : share(path);
    parameters.put(path, parameter);
    return parameter.array();
  }

  private void count(long... shape) {
    long numbers = 1;
    for (long size : shape) {
      numbers = Math.multiplyExact(numbers, size);
    }
    counted = Math.addExact(counted, numbers);
    largest = Math.max(largest, numbers);
  }

  private Parameter draw(String path, Initializer initializer, long... shape) {
    float[] values = new float[Math.toIntExact(new Shape(shape).size())];
    initializer.fill(values, shape, random.split());
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(values);
    memory.put(path, bytes);
    return overMemory(path, bytes, shape);
  }

  /** Returns the parameters by name, in order of declaration. */
  public Map<String, Parameter> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /** Returns how many numbers the network learns. */
  public long size() {
    return counted + parameters.values().stream().mapToLong(p -> p.values().capacity()).sum();
  }

  /** Returns the numbers of the largest parameter declared in a {@link #counting} store. */
  public long largest() {
    return largest;
  }

  /** Copies the values out, by name. */
  public Map<String, FloatTensor> export() {
    Map<String, FloatTensor> copy = new LinkedHashMap<>();
    parameters.forEach(
        (name, p) -> {
          float[] values = new float[p.values().capacity()];
          p.values().get(0, values);
          copy.put(name, new FloatTensor(ints(p.shape()), values));
        });
    return copy;
  }

  /**
   * Overwrites all values.
   *
   * @throws ModelBundleException when a tensor is missing or has another shape
   */
  public void restore(Map<String, FloatTensor> saved) {
    Weights weights = new Weights(saved);
    parameters.forEach((name, p) -> take(weights, name, p));
  }

  /**
   * Overwrites the values of those parameters that {@code pretrained} has, and leaves the others.
   *
   * @return the names of the parameters that were overwritten
   * @throws ModelBundleException when one of them has another shape
   */
  public Set<String> adopt(Map<String, FloatTensor> pretrained) {
    Set<String> adopted = new TreeSet<>(parameters.keySet());
    adopted.retainAll(pretrained.keySet());
    Weights weights = new Weights(pretrained);
    adopted.forEach(name -> take(weights, name, parameters.get(name)));
    return adopted;
  }

  private static void take(Weights weights, String name, Parameter p) {
    p.values().put(0, weights.take(name, ints(p.shape())).values());
  }

  private Parameter share(String path) {
    Parameter source = origin.parameters.get(path);
    if (learns) {
      return overMemory(path, origin.memory.get(path), source.shape());
    }
    NDArray array = source.array().stopGradient();
    array.attach(manager);
    return new Parameter(array, source.values(), source.shape());
  }

  private Parameter overMemory(String path, ByteBuffer bytes, long[] shape) {
    ByteBuffer own = bytes.duplicate().order(ByteOrder.nativeOrder()).rewind();
    NDArray array = manager.create(own, new Shape(shape), DataType.FLOAT32);
    array.setName(path);
    array.setRequiresGradient(true);
    return new Parameter(array, bytes.asFloatBuffer(), shape);
  }

  private static long[] longs(int[] shape) {
    return java.util.Arrays.stream(shape).asLongStream().toArray();
  }

  private static int[] ints(long[] shape) {
    return java.util.Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
  }
}
