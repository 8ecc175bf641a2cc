package sealedstore.deploy.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import sealedstore.deploy.guard.SavedChangeSet;
import sealedstore.deploy.guard.Unreadable;

/** Judges a change set that somebody saved. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    description =
        "Says what a saved change set does, and refuses it unless all of it is known to be"
            + " harmless.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:harmless, or all that was found is allowed",
      "1:wrong use",
      "2:something was found that nobody allowed, or allowed that was not found",
      "3:the change set cannot be read"
    },
    exitCodeOnInvalidInput = ExitStatus.FAILED,
    exitCodeOnExecutionException = ExitStatus.FAILED)
public final class JudgeCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE",
      description =
          "what `aws cloudformation describe-change-set --include-property-values` printed")
  private Path file;

  @Mixin private GuardOptions guard;

  @Override
  public Integer call() throws Unreadable {
    return guard.accepts(SavedChangeSet.read(file)) ? 0 : ExitStatus.REFUSED;
  }
}
