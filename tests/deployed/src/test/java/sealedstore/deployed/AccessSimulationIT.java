package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sealedstore.deployed.Decisions.Decision;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/** IAM's policy simulation decides about the deployed roles as the access matrix does. */
@ResourceLock(value = Shared.PARAMETERS, mode = ResourceAccessMode.READ)
@ResourceLock(value = Shared.PERMISSIONS, mode = ResourceAccessMode.READ)
class AccessSimulationIT {

  private static final Stack STACK = Stack.underTest();
  private static final Decisions MATRIX = Decisions.read();
  private static final AtomicInteger DECIDED = new AtomicInteger();
  @AutoClose private static final IamClient IAM = IamClient.builder().build();

  @BeforeAll
  static void theStackIsThatOfTheMatrix() {
    assertThat(List.of(STACK.outputs().get("TableName"), STACK.region()))
        .as("the matrix is of Company acme, Environment dev, in us-east-1: deploy with these")
        .containsExactly(MATRIX.tableName(), MATRIX.region());
  }

  @AfterAll
  static void report() {
    System.out.printf("access: IAM's simulation made %,d decisions%n", DECIDED.get());
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void iamAllowsTheRoleExactlyWhatIsDocumented(Decision decision) {
    Map<String, PolicyEvaluationDecisionType> decided =
        IAM
            .simulatePrincipalPolicyPaginator(
                r ->
                    r.policySourceArn(STACK.outputs().get(decision.role()))
                        .actionNames(decision.actions())
                        .resourceArns(MATRIX.in(STACK, decision.arn())))
            .evaluationResults()
            .stream()
            .collect(
                Collectors.toMap(EvaluationResult::evalActionName, EvaluationResult::evalDecision));

    assertThat(decided.keySet()).containsExactlyInAnyOrderElementsOf(decision.actions());
    assertThat(decided.keySet().stream().filter(action -> isAllowed(decided.get(action))))
        .containsExactlyInAnyOrderElementsOf(decision.allowed());
    DECIDED.addAndGet(decided.size());
  }

  static List<Decision> decisions() {
    return MATRIX.decisions();
  }

  private static boolean isAllowed(PolicyEvaluationDecisionType decision) {
    return decision == PolicyEvaluationDecisionType.ALLOWED;
  }
}
