package sealedstore.deploy;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** CloudFormation's query API on a free port: answers in turn, the last one again and again. */
public final class CloudFormationStub implements AutoCloseable {

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());

  public CloudFormationStub() {
    server.start();
  }

  public CloudFormationClient client() {
    return CloudFormationClient.builder()
        .endpointOverride(URI.create(server.baseUrl()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        // What a lost connection does is the command's own, without the SDK's pauses.
        .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  public void answers(String action, JsonNode... results) {
    for (int i = 0; i < results.length; i++) {
      String state = i == 0 ? Scenario.STARTED : action + i;
      String next = i + 1 < results.length ? action + (i + 1) : state;
      server.stubFor(
          post(urlEqualTo("/"))
              .withRequestBody(containing("Action=" + action + "&"))
              .inScenario(action)
              .whenScenarioStateIs(state)
              .willReturn(aResponse().withBody(body(action, results[i])))
              .willSetStateTo(next));
    }
  }

  public void fails(String action, String code, String message) {
    server.stubFor(
        post(urlEqualTo("/"))
            .withRequestBody(containing("Action=" + action + "&"))
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody(
                        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                            .formatted(code, message))));
  }

  /** This many times the connection breaks instead of an answer, then the answers are as said. */
  public void breaks(String action, int times) {
    first(action, times, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
  }

  /** This many times the service is unavailable, then the answers are as said. */
  public void isUnavailable(String action, int times) {
    first(action, times, aResponse().withStatus(503));
  }

  /** This many times the answer is this one, then as said. */
  public void answersFirst(String action, int times, JsonNode result) {
    first(action, times, aResponse().withBody(body(action, result)));
  }

  private void first(String action, int times, ResponseDefinitionBuilder response) {
    for (int i = 0; i < times; i++) {
      server.stubFor(
          post(urlEqualTo("/"))
              .atPriority(1)
              .withRequestBody(containing("Action=" + action + "&"))
              .inScenario("first " + action)
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after " + i)
              .willReturn(response)
              .willSetStateTo("after " + (i + 1)));
    }
  }

  /** Bodies of the requests for an action, in their order. */
  public List<String> requests(String action) {
    return server
        .findAll(
            postRequestedFor(urlEqualTo("/")).withRequestBody(containing("Action=" + action + "&")))
        .stream()
        .map(request -> request.getBodyAsString())
        .toList();
  }

  private static String body(String action, JsonNode result) {
    return "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
        .formatted(action, xml(result));
  }

  private static String xml(JsonNode value) {
    var xml = new StringBuilder();
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              field -> {
                if (!field.getValue().isNull()) {
                  xml.append("<%1$s>%2$s</%1$s>".formatted(field.getKey(), xml(field.getValue())));
                }
              });
    } else if (value.isArray()) {
      value.forEach(item -> xml.append("<member>").append(xml(item)).append("</member>"));
    } else {
      xml.append(value.asText().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
    return xml.toString();
  }

  @Override
  public void close() {
    server.stop();
  }
}
