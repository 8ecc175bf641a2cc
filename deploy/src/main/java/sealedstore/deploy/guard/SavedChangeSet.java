package sealedstore.deploy.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sealedstore.deploy.guard.value.Json;
import sealedstore.deploy.guard.value.Value;
import sealedstore.deploy.terminal.FileError;

/** Reads what {@code aws cloudformation describe-change-set --include-property-values} printed. */
public final class SavedChangeSet {

  private SavedChangeSet() {}

  /**
   * @throws Unreadable if the file is not a whole, finished change set
   */
  public static ChangeSet read(Path file) throws Unreadable {
    Value json;
    try {
      json = Json.parse(Files.readString(file));
    } catch (IOException e) {
      throw new Unreadable(file + " cannot be read as JSON: " + FileError.reason(e));
    }
    if (json.at("NextToken") != Value.ABSENT) {
      throw new Unreadable(file + " is one page of several: save the whole change set");
    }
    return DescribedChangeSet.of(json);
  }
}
