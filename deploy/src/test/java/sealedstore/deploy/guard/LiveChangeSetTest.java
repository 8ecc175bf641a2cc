package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.deploy.CloudFormationStub;

class LiveChangeSetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"first-deploy", "empty", "code-change", "table-replaced", "key-policy-widened"})
  void liveChangeSet_isReadAsTheSavedOne(String name) throws Unreadable {
    try (var stub = new CloudFormationStub();
        var client = stub.client()) {
      stub.answers("DescribeChangeSet", Saved.json(name));

      assertThat(new LiveChangeSet(client).describe("samcli-deploy", "acme-stage-sealed-store"))
          .isEqualTo(Saved.changeSet(name));
      assertThat(stub.requests("DescribeChangeSet"))
          .singleElement()
          .asString()
          .contains("IncludePropertyValues=true")
          .contains("ChangeSetName=samcli-deploy&")
          .contains("StackName=acme-stage-sealed-store");
    }
  }

  @Test
  void emptyElement_isNone() throws Unreadable {
    try (var stub = new CloudFormationStub();
        var client = stub.client()) {
      JsonNode changeSet = Saved.json("first-deploy");
      changeSet
          .get("Changes")
          .forEach(it -> ((ObjectNode) it.get("ResourceChange")).put("BeforeContext", ""));
      stub.answers("DescribeChangeSet", changeSet);

      assertThat(new LiveChangeSet(client).describe("arn:aws:...", "acme-stage-sealed-store"))
          .isEqualTo(Saved.changeSet("first-deploy"));
    }
  }

  @Test
  void everyPage_isRead() throws Unreadable {
    try (var stub = new CloudFormationStub();
        var client = stub.client()) {
      stub.answers(
          "DescribeChangeSet", page(0, 3, "page-2"), page(3, 7, "page-3"), page(7, 8, null));

      assertThat(new LiveChangeSet(client).describe("arn:aws:...", "acme-stage-sealed-store"))
          .isEqualTo(Saved.changeSet("code-change"));
      assertThat(stub.requests("DescribeChangeSet"))
          .satisfiesExactly(
              first -> assertThat(first).doesNotContain("NextToken"),
              second -> assertThat(second).contains("NextToken=page-2"),
              third -> assertThat(third).contains("NextToken=page-3"));
    }
  }

  @Test
  void thousandChanges_areRead() throws Unreadable {
    try (var stub = new CloudFormationStub();
        var client = stub.client()) {
      ObjectNode first = page(0, 8, "page-2");
      ObjectNode last = page(0, 8, null);
      for (ObjectNode page : List.of(first, last)) {
        var changes = (ArrayNode) page.get("Changes");
        while (changes.size() < 500) {
          changes.add(changes.get(changes.size() - 8));
        }
      }
      stub.answers("DescribeChangeSet", first, last);

      ChangeSet changeSet =
          new LiveChangeSet(client).describe("arn:aws:...", "acme-stage-sealed-store");

      assertThat(changeSet.changes()).hasSize(1_000);
      assertThat(Guard.judge(changeSet)).isEmpty();
    }
  }

  /** The changes from one position to before another, and the token of the next page. */
  private static ObjectNode page(int from, int to, String token) {
    var page = (ObjectNode) Saved.json("code-change");
    var changes = (ArrayNode) page.remove("Changes");
    var some = page.putArray("Changes");
    for (int i = from; i < to; i++) {
      some.add(changes.get(i));
    }
    return page.put("NextToken", token);
  }
}
