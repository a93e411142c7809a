package dev.isthmus.translate.property;

import static dev.isthmus.translate.property.Invariant.must;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.Translation;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Names, labels and addresses of generated objects. */
final class NameInvariants {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
  private static final Pattern OCTETS =
      Pattern.compile("(2[45][0-9])\\.([0-9]+)\\.[0-9]+\\.[0-9]+");

  private NameInvariants() {}

  static void namesAreValidAndShort(Translation translation) {
    for (Output output : translation.outputs().values()) {
      String name = output.key().name();
      must(name.length() <= 63, "a name has at most 63 characters", output.key());
      must(NAME.matcher(name).matches(), "a name is a DNS label", output.key());
    }
  }

  static void labelsAreValid(Translation translation) {
    for (Output output : translation.outputs().values()) {
      JsonNode labels = OutputJson.write(output).at("/metadata/labels");
      must(labels.size() == 13, "a generated object has 13 labels", output.key());
      for (var label : labels.properties()) {
        String value = label.getValue().asText();
        must(
            value.length() <= 63 && LABEL_VALUE.matcher(value).matches(),
            "a label's value is valid",
            output.key() + " " + label);
      }
    }
  }

  /** Entries seen from one namespace have different addresses, none of Istio's own. */
  static void virtualAddressesAreOurs(Mesh mesh) {
    Map<String, String> holders = new HashMap<>();
    for (Mesh.At<ServiceEntry> entry : mesh.entries()) {
      must(entry.spec().addresses().size() == 1, "an entry has one virtual address", entry);
      String address = entry.spec().addresses().getFirst();
      var octets = OCTETS.matcher(address);
      must(octets.matches(), "a virtual address is of class E", entry + " " + address);
      must(!address.startsWith("240.240."), "240.240.0.0/16 is Istio's", entry + " " + address);
      must(!address.equals("255.255.255.255"), "the broadcast address is no host's", entry);
      String host = entry.spec().hosts().getFirst();
      String place = entry.key().cluster() + " " + entry.key().namespace() + " " + address;
      String holder = holders.putIfAbsent(place, host);
      must(
          holder == null || holder.equals(host),
          "two hosts share an address",
          entry + " " + holder);
    }
  }

  static void everyObjectHasAReason(Translation translation) {
    for (Output output : translation.outputs().values()) {
      must(
          !output.provenance().contributions().isEmpty(),
          "an object has contributions",
          output.key());
    }
  }
}
