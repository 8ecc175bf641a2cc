package sealedstore.items.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sealedstore.items.item.ItemSize;
import sealedstore.items.item.Refused;
import sealedstore.items.item.StoredNumber;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Converts a JSON object into a native DynamoDB map that reads back equal, or refuses it.
 *
 * <p>Limits (AWS: "Quotas in Amazon DynamoDB", nested attribute depth and attribute names):
 * attributes nest 32 levels deep, and the values in a list or map count as one level more, so that
 * objects and arrays nest 31 deep, the outermost object included; field names are 1 to 65,535
 * bytes. Parsing stops where the data is over the limit of an item.
 */
final class DataParser {

  static final int MAX_DEPTH = 31;
  static final int MAX_NAME_BYTES = 65_535;

  private final JsonParser json;
  private long bytes;

  /**
   * @param json positioned at the value
   */
  DataParser(JsonParser json) {
    this.json = json;
  }

  /** The current object as a DynamoDB map. */
  AttributeValue object() throws InvalidEvent, IOException {
    return AttributeValue.fromM(map(1));
  }

  private AttributeValue value(JsonToken token, int depth) throws InvalidEvent, IOException {
    return switch (token) {
      case START_OBJECT -> AttributeValue.fromM(map(depth));
      case START_ARRAY -> AttributeValue.fromL(list(depth));
      case VALUE_STRING -> AttributeValue.fromS(string());
      case VALUE_TRUE -> constant(AttributeValue.fromBool(true));
      case VALUE_FALSE -> constant(AttributeValue.fromBool(false));
      case VALUE_NULL -> constant(AttributeValue.fromNul(true));
      default -> AttributeValue.fromN(number());
    };
  }

  private Map<String, AttributeValue> map(int depth) throws InvalidEvent, IOException {
    checkDepth(depth);
    count(ItemSize.CONTAINER);
    var map = new LinkedHashMap<String, AttributeValue>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      checkName(name);
      count(ItemSize.ELEMENT + (long) ItemSize.utf8(name));
      if (map.put(name, value(json.nextToken(), depth + 1)) != null) {
        throw InvalidEvent.at(json, "must not be given twice");
      }
    }
    return map;
  }

  private List<AttributeValue> list(int depth) throws InvalidEvent, IOException {
    checkDepth(depth);
    count(ItemSize.CONTAINER);
    var list = new ArrayList<AttributeValue>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      count(ItemSize.ELEMENT);
      list.add(value(token, depth + 1));
    }
    return list;
  }

  private String string() throws InvalidEvent, IOException {
    String text = Strings.paired(json, json.getText());
    count(ItemSize.utf8(text));
    return text;
  }

  private AttributeValue constant(AttributeValue value) throws InvalidEvent {
    count(ItemSize.CONSTANT);
    return value;
  }

  private String number() throws InvalidEvent, IOException {
    try {
      String number = StoredNumber.of(json.getText());
      count(StoredNumber.size(number));
      return number;
    } catch (Refused e) {
      throw InvalidEvent.at(json, e.getMessage());
    }
  }

  private void count(long more) throws ItemTooLarge {
    bytes += more;
    if (bytes > ItemSize.MAX_BYTES) {
      throw new ItemTooLarge();
    }
  }

  private void checkDepth(int depth) throws InvalidEvent {
    if (depth > MAX_DEPTH) {
      throw InvalidEvent.at(json, "objects and arrays must nest at most 31 deep, data included");
    }
  }

  private void checkName(String name) throws InvalidEvent {
    int length = ItemSize.utf8(Strings.pairedName(json, name));
    if (length == 0 || length > MAX_NAME_BYTES) {
      throw InvalidEvent.at(
          json, "a field name must be 1 to 65,535 bytes in UTF-8, and has %,d".formatted(length));
    }
  }
}
