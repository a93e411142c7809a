package dev.isthmus.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules between modules: who may use what, and why. */
final class ModuleRulesTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.isthmus");

  /** The command wires all modules; test support is for their tests. */
  private static final Set<String> MAY_USE_ALL = Set.of("cli", "testing");

  /** Each module with all that it may use besides itself, the JDK and JSpecify. */
  enum Module {
    API(
        "the users' kinds are the ground of everything else and need Jackson, and RE2 for users' expressions",
        "com.fasterxml.jackson..",
        "com.google.re2j..",
        "org.yaml.snakeyaml.."),
    IDENTITY(
        "certificates know nothing of clusters: who may have which name is their callers' question",
        "org.bouncycastle.."),
    ENGINE("the engine knows nothing of Istio or Kubernetes: it is collections only"),
    ISTIO(
        "Istio's kinds are plain records of immutable collections, read and written by Jackson",
        "com.fasterxml.jackson..",
        "com.google.common.collect.."),
    KUBESIM(
        "an API server knows kinds, not what is made of them; HTTP is the JDK's",
        "dev.isthmus.api..",
        "dev.isthmus.istio..",
        "dev.isthmus.identity..",
        "com.fasterxml.jackson..",
        "io.fabric8.zjsonpatch..",
        "com.sun.net.httpserver.."),
    KUBE(
        "the port to a cluster: what is done with what it sees is others' business",
        "dev.isthmus.api..",
        "com.fasterxml.jackson..",
        "io.fabric8.kubernetes.."),
    TRANSLATE(
        "translation is pure: it sees the users' kinds, the engine and Istio's kinds, and does no I/O of its own",
        "dev.isthmus.api..",
        "dev.isthmus.engine..",
        "dev.isthmus.istio..",
        "com.fasterxml.jackson..",
        "com.google.re2j.."),
    DELIVERY(
        "the order of changes is a pure function of Istio objects before and after: it reads no clock and no file",
        "dev.isthmus.api..",
        "dev.isthmus.istio..",
        "com.fasterxml.jackson.."),
    AGENT(
        "an agent observes and writes: it must not translate, nor know what it writes",
        "dev.isthmus.api..",
        "com.fasterxml.jackson.."),
    SERVER(
        "the server's core joins translation and delivery; it knows agents by their messages only",
        "dev.isthmus.api..",
        "dev.isthmus.delivery..",
        "dev.isthmus.identity..",
        "dev.isthmus.istio..",
        "dev.isthmus.kube..",
        "dev.isthmus.translate..",
        "com.fasterxml.jackson.."),
    RELAY(
        "the relay carries messages and checks who sends them; what they mean is the cores' question",
        "dev.isthmus.api..",
        "dev.isthmus.identity..",
        "com.fasterxml.jackson..",
        "com.google.protobuf..",
        "com.google.common..",
        "io.grpc.."),
    LAB(
        "a lab is data, for the command and for the tests of translate: it must know neither",
        "com.fasterxml.jackson.."),
    ENVOY(
        "what one Envoy gets is a function of a cluster's objects, whoever wrote them: it must not know our translation",
        "dev.isthmus.api..",
        "dev.isthmus.istio..",
        "com.fasterxml.jackson..",
        "io.envoyproxy..",
        "io.grpc..",
        "com.google.protobuf.."),
    TRAFFIC(
        "a lab's Envoys get what they are given: what our translation made is the command's business",
        "dev.isthmus.api..",
        "dev.isthmus.envoy..",
        "dev.isthmus.identity..",
        "com.fasterxml.jackson..",
        "com.google.protobuf..",
        "com.google.rpc..",
        "com.sun.net.httpserver..",
        "io.envoyproxy..",
        "io.grpc..");

    private final String reason;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> allowed;

    Module(String reason, String... allowed) {
      this.reason = reason;
      this.allowed = List.of(allowed);
    }

    private String lowerCase() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String packages() {
      return "dev.isthmus." + lowerCase() + "..";
    }

    private ArchRule rule() {
      String[] may =
          Stream.of(Stream.of(packages(), "java..", "javax..", "org.jspecify.."), allowed.stream())
              .flatMap(s -> s)
              .toArray(String[]::new);
      return classes()
          .that()
          .resideInAPackage(packages())
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.or(JavaClass.Predicates.resideInAnyPackage(may), primitives()))
          .because(reason)
          .allowEmptyShould(false);
    }
  }

  /** The module's name, by its package. */
  private static String module(JavaClass type) {
    return type.getPackageName().substring("dev.isthmus.".length()).replaceFirst("\\..*", "");
  }

  private static DescribedPredicate<JavaClass> primitives() {
    return DescribedPredicate.describe(
        "primitives", type -> type.getBaseComponentType().isPrimitive());
  }

  @ParameterizedTest
  @EnumSource
  void aModuleUsesOnlyWhatItMay(Module module) {
    module.rule().check(OURS);
  }

  @Test
  void everyModuleHasARuleButThoseThatMayUseAll() {
    assertThat(
            OURS.stream().map(ModuleRulesTest::module).filter(name -> !MAY_USE_ALL.contains(name)))
        .containsOnly(Stream.of(Module.values()).map(Module::lowerCase).toArray(String[]::new));
  }

  @Test
  void testSupportIsForTestsOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.isthmus.testing..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.isthmus.testing..")
        .because("random environments and golden folders are no part of the product")
        .check(OURS);
  }

  @Test
  void translationReadsNoClockFileOrRandomness() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.isthmus.translate..",
            "dev.isthmus.engine..",
            "dev.isthmus.delivery..",
            "dev.isthmus.agent..",
            "dev.isthmus.server..")
        .and()
        .resideOutsideOfPackages(
            "dev.isthmus.server.lead..",
            "dev.isthmus.server.record..",
            "dev.isthmus.server.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.net..", "java.util.logging..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.io\\.File.*|java\\.util\\.Random|java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.time\\.Clock")
        .because("its output depends on its input alone: no I/O, no clock, no randomness")
        .check(OURS);
  }
}
