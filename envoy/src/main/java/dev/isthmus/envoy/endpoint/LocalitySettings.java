package dev.isthmus.envoy.endpoint;

import dev.isthmus.istio.LoadBalancerSettings;
import dev.isthmus.istio.LocalityLoadBalancerSetting;
import dev.isthmus.istio.LocalityLoadBalancerSettingBuilder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which locality settings hold: the rule's, else the mesh's, which are on and say nothing else. */
public final class LocalitySettings {
  private static final LocalityLoadBalancerSetting OF_MESH =
      LocalityLoadBalancerSettingBuilder.builder().enabled(true).build();

  private LocalitySettings() {}

  /** Empty when a rule switches them off. */
  public static Optional<LocalityLoadBalancerSetting> of(@Nullable LoadBalancerSettings settings) {
    if (settings == null || settings.localityLbSetting() == null) {
      return Optional.of(OF_MESH);
    }
    return Optional.of(settings.localityLbSetting())
        .filter(it -> it.enabled() == null || Boolean.TRUE.equals(it.enabled()));
  }
}
