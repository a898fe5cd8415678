package dev.ieum.core.training;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.nn.ParameterList;
import dev.ieum.core.nn.Projection;
import org.junit.jupiter.api.Test;

class TrainingMemoryTest {

  @Test
  void require_largeNetwork_isRefusedBeforeAnythingIsAllocated() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () ->
                TrainingMemory.require(
                    store ->
                        new Projection(
                            store, ParameterList.projection("layer", 1_000_000, 1_000_000, false)),
                    Long.MAX_VALUE));
    assertTrue(e.getMessage().startsWith("network: "), e.getMessage());
    assertThrows(
        ConfigException.class,
        () ->
            TrainingMemory.require(
                store -> new Projection(store, ParameterList.projection("a", 100, 100, false)),
                199_999));
    TrainingMemory.require(
        store -> new Projection(store, ParameterList.projection("a", 100, 100, false)), 200_000);
  }
}
