package dev.isthmus.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether what a lab expects of requests can be checked as it is written. */
final class LabRequests {
  private LabRequests() {}

  static void check(LabDefinition lab, Path file) throws IOException {
    Set<String> names = new TreeSet<>();
    for (LabRequest request : lab.requests()) {
      if (!names.add(request.name())) {
        throw new IOException(file + ": two requests are named " + request.name());
      }
    }
    List<RequestExpectation> all = new ArrayList<>(lab.before());
    for (LabDefinition.Step step : lab.steps()) {
      all.addAll(step.traffic());
      if (step.outage() != null) {
        all.addAll(step.outage().traffic());
      }
    }
    Set<String> used = new TreeSet<>();
    for (RequestExpectation expectation : all) {
      used.add(expectation.request());
      if (!names.contains(expectation.request())) {
        throw new IOException(
            file + ": no request is named " + expectation.request() + "; there are " + names);
      }
      if (expectation.wantedStatus() == 200 && expectation.answers().isEmpty()) {
        throw new IOException(
            file + ": who answers " + expectation.request() + " is not said (field answers)");
      }
    }
    names.removeAll(used);
    if (!names.isEmpty()) {
      throw new IOException(file + ": nothing is expected of the requests " + names);
    }
  }
}
