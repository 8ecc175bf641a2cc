package sealedstore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import sealedstore.deploy.environment.TemplateReader;

class ParameterChangeTest {

  @Test
  void everyParameterOfTheTemplate_isChanged() {
    var parameters = new TreeSet<String>();
    TemplateReader.read(Path.of("../template.yaml"))
        .get("Parameters")
        .fieldNames()
        .forEachRemaining(parameters::add);

    assertThat(ParameterChange.all().map(ParameterChange::name).distinct())
        .containsExactlyElementsOf(parameters);
  }
}
