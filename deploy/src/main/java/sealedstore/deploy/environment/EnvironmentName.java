package sealedstore.deploy.environment;

/** The environments that samconfig.toml has settings for, by the names that a command takes. */
public enum EnvironmentName {
  dev,
  stage,
  prod;

  /** Its name in samconfig.toml: plain {@code sam deploy} takes the default, which is dev. */
  String inSamConfig() {
    return this == dev ? "default" : name();
  }
}
