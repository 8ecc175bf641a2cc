package sealedstore.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void everyPage_isRead() throws Unreadable {
    Value whole = Saved.json("code-change");
    List<Value> changes = whole.at("Changes").asList();
    try (var stub = new CloudFormationStub();
        var client = stub.client()) {
      stub.answers(
          "DescribeChangeSet",
          page(whole, changes.subList(0, 3), Value.of("page-2")),
          page(whole, changes.subList(3, 7), Value.of("page-3")),
          page(whole, changes.subList(7, 8), Value.ABSENT));

      assertThat(new LiveChangeSet(client).describe("arn:aws:...", null))
          .isEqualTo(Saved.changeSet("code-change"));
      assertThat(stub.requests("DescribeChangeSet"))
          .satisfiesExactly(
              first -> assertThat(first).doesNotContain("NextToken"),
              second -> assertThat(second).contains("NextToken=page-2"),
              third -> assertThat(third).contains("NextToken=page-3"));
    }
  }

  private static Value page(Value whole, List<Value> changes, Value token) {
    return CloudFormationStub.with(
        whole, Map.of("Changes", new Value.Items(changes), "NextToken", token));
  }
}
