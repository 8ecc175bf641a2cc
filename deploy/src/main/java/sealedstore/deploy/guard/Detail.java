package sealedstore.deploy.guard;

import java.util.Set;
import sealedstore.deploy.guard.value.Value;

/**
 * Why an attribute of a resource changes ("ResourceChangeDetail", AWS CloudFormation API
 * Reference).
 *
 * @param property name of the property or of another attribute; empty for Metadata
 * @param ofAttribute whether it is an attribute beside the properties
 * @param replaces whether a change of it can replace the resource
 * @param certain whether it changes for certain, and not only if what it refers to does
 * @param cause logical id of the resource, or name of the parameter, that makes it change; empty
 *     when the template does
 * @param ofReference whether the cause is a resource
 * @param masked whether its value comes from a NoEcho parameter
 */
record Detail(
    String property,
    boolean ofAttribute,
    boolean replaces,
    boolean certain,
    String cause,
    boolean ofReference,
    boolean masked) {

  private static final Set<String> ATTRIBUTES =
      Set.of("CreationPolicy", "UpdatePolicy", "DeletionPolicy", "UpdateReplacePolicy");

  /**
   * @param attribute Target.Attribute
   * @param name Target.Name
   * @param path Target.Path, empty in change sets described without property values
   * @param changeType Target.AttributeChangeType; of SyncWithActual nothing is changed
   * @param values Target.BeforeValue and Target.AfterValue
   */
  static Detail of(
      String attribute,
      String name,
      String path,
      String requiresRecreation,
      String evaluation,
      String changeSource,
      String causingEntity,
      String changeType,
      String values) {
    boolean ofAttribute = ATTRIBUTES.contains(attribute);
    String property = name;
    if (name.isEmpty() && path.startsWith("/Properties/")) {
      property = path.split("/")[2];
    } else if (ofAttribute || name.isEmpty() && attribute.equals("Tags")) {
      property = attribute;
    }
    return new Detail(
        property,
        ofAttribute,
        !requiresRecreation.equals("Never"),
        evaluation.equals("Static") && !changeType.equals("SyncWithActual"),
        causingEntity.split("\\.", 2)[0],
        changeSource.startsWith("Resource"),
        values.contains(Value.MASKED));
  }
}
