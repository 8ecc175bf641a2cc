package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.guard.Changes.added;
import static sealedstore.deploy.guard.Changes.modified;

import java.util.Set;
import org.junit.jupiter.api.Test;
import sealedstore.deploy.guard.value.Value.Text;

class ShownTest {

  @Test
  void longValue_isCutWhereItDiffers() {
    String same = "a".repeat(1_000);

    assertThat(Shown.change(new Difference("p", new Text(same + "1" + same), new Text(same + "2"))))
        .startsWith("..." + "a".repeat(40) + "1aaa")
        .endsWith("... -> ..." + "a".repeat(40) + "2")
        .hasSizeLessThan(400);
  }

  @Test
  void environment_isNotShown() throws Unreadable {
    String secret = "{'Environment': {'Variables': {'A': 'hunter2 arn:aws:s3:::b:999988887777'}}}";
    ChangeSet changeSet =
        Changes.changeSet(
            modified("AWS::Lambda::Function", "{}", secret),
            added("New", "AWS::Lambda::Function", secret),
            added("Task", "AWS::ECS::TaskDefinition", "{'ContainerDefinitions': [" + secret + "]}"),
            modified(
                "Other",
                "AWS::ECS::TaskDefinition",
                "False",
                "{}",
                "{'Containers': [" + secret + "]}"));
    var report = new Report(changeSet, Guard.judge(changeSet), Set.of());

    assertThat(TextReport.of(report, false))
        .contains("Refused: R/Environment: ", "Refused: New/Environment: ", "Refused: Task/added: ")
        .contains("Refused: Other/Containers: ")
        .doesNotContain("hunter2");
    assertThat(MarkdownReport.of(report)).doesNotContain("hunter2");
  }
}
