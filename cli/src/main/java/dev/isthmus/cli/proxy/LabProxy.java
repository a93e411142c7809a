package dev.isthmus.cli.proxy;

import dev.isthmus.traffic.LabState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A proxy of a lab that runs with {@code --hold}, as the lab's file {@code lab.json} lists it.
 *
 * @param pod its pod
 * @param istiod the istiod that the lab plays for it
 * @param admin its admin interface
 */
public record LabProxy(ProxyPod pod, String istiod, AdminInterface admin) {
  /**
   * The proxies of all labs that run on this machine.
   *
   * @param temporary where labs keep their folders
   * @throws IOException if no lab runs
   */
  public static List<LabProxy> running(Path temporary) throws IOException {
    List<LabState> labs = LabState.running(temporary);
    if (labs.isEmpty()) {
      throw new IOException("no lab is running: start one with  isthmus lab lab-11 --hold");
    }
    return labs.stream().flatMap(lab -> lab.proxies().stream()).map(LabProxy::of).toList();
  }

  private static LabProxy of(LabState.ProxyState proxy) {
    return new LabProxy(
        new ProxyPod(proxy.cluster(), proxy.namespace(), proxy.pod(), null),
        proxy.istiod(),
        new AdminInterface(proxy.admin()));
  }
}
