package sealedstore.deploy.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import sealedstore.deploy.terminal.Failure;

/**
 * An id in a line of text: as it is, or as a JSON string where that would not be unambiguous (a
 * control character, space at an end, or a quotation mark at the beginning).
 */
final class IdText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private IdText() {}

  static String of(String id) {
    boolean plain =
        !id.isEmpty()
            && id.equals(id.strip())
            && !id.startsWith("\"")
            && id.chars().noneMatch(Character::isISOControl);
    return plain ? id : TextNode.valueOf(id).toString();
  }

  /**
   * The id of a line.
   *
   * @throws Failure if it begins with a quotation mark and is no JSON string
   */
  static String parse(String text) {
    if (!text.startsWith("\"")) {
      return text;
    }
    try {
      return JSON.readValue(text, String.class);
    } catch (JsonProcessingException e) {
      throw new Failure("an id that begins with a quotation mark must be a JSON string", e);
    }
  }

  /** The ids of a file, one a line; empty lines count for nothing. */
  static List<String> ids(Path file) {
    return lines(file).stream()
        .map(String::strip)
        .filter(Predicate.not(String::isEmpty))
        .map(IdText::parse)
        .distinct()
        .toList();
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new Failure("there is no file %s".formatted(file), e);
    } catch (IOException e) {
      throw new Failure("%s cannot be read as text in UTF-8: %s".formatted(file, e), e);
    }
  }
}
