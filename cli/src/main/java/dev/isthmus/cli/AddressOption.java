package dev.isthmus.cli;

import picocli.CommandLine.Option;

/** The address that is shown. */
final class AddressOption {
  @Option(
      names = "--address",
      paramLabel = "IP",
      defaultValue = "",
      description = "Only those of this address.")
  private String address = "";

  String address() {
    return address;
  }
}
