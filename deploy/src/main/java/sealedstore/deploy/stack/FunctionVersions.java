package sealedstore.deploy.stack;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/**
 * The published versions of a function.
 *
 * @param function its name
 */
public record FunctionVersions(LambdaClient client, String function) {

  private static final String LATEST = "$LATEST";

  /** The numbers of all versions. */
  public NavigableSet<Long> all() {
    return client
        .listVersionsByFunctionPaginator(it -> it.functionName(function))
        .versions()
        .stream()
        .map(FunctionConfiguration::version)
        .filter(version -> !version.equals(LATEST))
        .map(Long::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The versions to which aliases send calls. */
  public Set<Long> inUse() {
    return client.listAliasesPaginator(it -> it.functionName(function)).aliases().stream()
        .flatMap(FunctionVersions::versions)
        .filter(version -> !version.equals(LATEST))
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }

  private static Stream<String> versions(AliasConfiguration alias) {
    Stream<String> weighted =
        Optional.ofNullable(alias.routingConfig())
            .map(AliasRoutingConfiguration::additionalVersionWeights)
            .stream()
            .flatMap(weights -> weights.keySet().stream());
    return Stream.concat(Stream.of(alias.functionVersion()), weighted);
  }

  /**
   * The versions that nothing needs, oldest first: not one in use, not the one before it, to which
   * a rollback goes, and not one of the newest.
   *
   * @param newest how many of the newest stay
   */
  public static List<Long> notNeeded(NavigableSet<Long> all, Set<Long> inUse, int newest) {
    Set<Long> needed = new HashSet<>(inUse);
    inUse.stream().map(all::lower).forEach(needed::add);
    all.descendingSet().stream().limit(newest).forEach(needed::add);
    return all.stream().filter(version -> !needed.contains(version)).toList();
  }

  /** Deletes a version. Lambda refuses it if an alias names the version. */
  public void delete(long version) {
    client.deleteFunction(it -> it.functionName(function).qualifier(Long.toString(version)));
  }
}
