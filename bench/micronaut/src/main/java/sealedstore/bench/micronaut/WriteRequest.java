package sealedstore.bench.micronaut;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;

/** The event; a bean, because the runtime's own JSON cannot create a record. */
@Serdeable
public class WriteRequest {

  @NotBlank private String id;
  private Map<String, String> data = Map.of();

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public Map<String, String> getData() {
    return data;
  }

  public void setData(Map<String, String> data) {
    this.data = data;
  }
}
