package dev.ieum.core.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class WeightsTest {
  private static final FloatTensor TABLE = new FloatTensor(new int[] {2, 3}, new float[6]);
  private static final FloatTensor BIAS = new FloatTensor(new int[] {3}, new float[3]);

  private final Weights weights = new Weights(Map.of("table", TABLE, "bias", BIAS));

  @Test
  void take_missing_namesTheTensor() {
    assertEquals(
        "weights.safetensors: tensor keys is missing; the network in model.json needs it",
        message(() -> weights.take("keys", 3)));
  }

  @Test
  void take_otherShape_saysBoth() {
    assertEquals(
        "weights.safetensors: shape of table = [2, 3]; allowed: [3, 2], as the network in"
            + " model.json says",
        message(() -> weights.take("table", 3, 2)));
  }

  @Test
  void requireAllTaken_oneLeft_namesIt() {
    weights.take("bias", 3);
    assertEquals(
        "weights.safetensors: unknown tensors [table]; allowed: those of the network in"
            + " model.json; the bundle is damaged or of another version",
        message(weights::requireAllTaken));
  }

  @Test
  void requireAllTaken_oneTakenTwice_passes() {
    weights.take("bias", 3);
    weights.take("table", 2, 3);
    assertEquals(TABLE, weights.take("table", 2, 3));
    weights.requireAllTaken();
  }

  private static String message(Executable wrong) {
    return assertThrows(ModelBundleException.class, wrong).getMessage();
  }
}
