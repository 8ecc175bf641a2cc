package sealedstore.deploy.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.FileError;

/** Reads a template in YAML into the JSON that CloudFormation makes of it. */
public final class TemplateReader {

  private TemplateReader() {}

  /**
   * @throws Failure if the file cannot be read, or is no YAML
   */
  public static JsonNode read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new Failure("%s cannot be read: %s".formatted(file, FileError.reason(e)), e);
    } catch (YAMLException e) {
      String reason = e.getMessage().replaceAll("\\s+", " ").strip();
      throw new Failure("%s is no YAML: %s".formatted(file, reason), e);
    }
  }

  /** The template of this text, which may be JSON, too. */
  public static JsonNode parse(String text) {
    return new ObjectMapper().valueToTree(yaml().load(text));
  }

  private static Yaml yaml() {
    var loading = new LoaderOptions();
    var dumping = new DumperOptions();
    return new Yaml(
        new Functions(loading), new Representer(dumping), dumping, loading, new WithoutDates());
  }

  /** The date of a policy's version is text. */
  private static final class WithoutDates extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
      addImplicitResolver(Tag.INT, INT, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }

  /** The short forms of functions: {@code !Ref a}, {@code !GetAtt a.b}. */
  private static final class Functions extends SafeConstructor {

    Functions(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              String name = node.getTag().getValue().substring(1);
              return switch (name) {
                case "Ref", "Condition" -> Map.of(name, value(node));
                case "GetAtt" -> Map.of("Fn::GetAtt", attribute(value(node)));
                default -> Map.of("Fn::" + name, value(node));
              };
            }
          });
    }

    private static Object attribute(Object value) {
      return value instanceof String text ? List.of(text.split("\\.", 2)) : value;
    }

    private Object value(Node node) {
      return switch (node) {
        case ScalarNode scalar -> scalar.getValue();
        case SequenceNode sequence -> constructSequence(sequence);
        case MappingNode mapping -> constructMapping(mapping);
        default -> throw new IllegalStateException("a node of an unknown kind");
      };
    }
  }
}
