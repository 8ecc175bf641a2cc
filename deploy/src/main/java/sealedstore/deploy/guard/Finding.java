package sealedstore.deploy.guard;

/**
 * Why a change set is not to be executed.
 *
 * @param resource logical id, which {@code --allow} takes
 * @param sentence what would happen, and to what
 */
public record Finding(String resource, String sentence) {}
