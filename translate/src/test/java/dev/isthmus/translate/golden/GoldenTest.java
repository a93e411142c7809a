package dev.isthmus.translate.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.testing.golden.GoldenFolders;
import dev.isthmus.translate.support.GoldenText;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder below {@code src/test/resources/golden} that has no folder in it is a case: {@code
 * in-<cluster>[-<what>].yaml} there and above give the files {@code
 * out-<cluster>-<Kind>-<name>.yaml} and {@code findings.txt}. {@code -Disthmus.golden.refresh=true}
 * writes them.
 */
final class GoldenTest {
  private static final GoldenFolders FOLDERS = GoldenFolders.at(GoldenText.resources("golden"));

  @TestFactory
  Stream<DynamicTest> eachCaseGivesItsFiles() {
    return FOLDERS.cases().stream()
        .map(folder ->
            DynamicTest.dynamicTest(
                folder.toString(), () -> FOLDERS.check(folder, GoldenText::files)));
  }

  @Test
  void everyFileBelongsToACase() {
    assertThat(FOLDERS.unused()).isEmpty();
  }
}
