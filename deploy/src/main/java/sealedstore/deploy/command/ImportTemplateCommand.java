package sealedstore.deploy.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import sealedstore.deploy.environment.ImportTemplate;
import sealedstore.deploy.environment.TemplateReader;

/** Prints the template with which a new stack imports what a deleted one has left. */
@Command(
    name = "import-template",
    mixinStandardHelpOptions = true,
    description =
        "Prints template.yaml with the resources that survive a deleted stack and no others, as an"
            + " import into a new stack takes it.",
    exitCodeOnInvalidInput = ExitStatus.FAILED,
    exitCodeOnExecutionException = ExitStatus.FAILED)
public final class ImportTemplateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  private final Session session;

  /** A command of this session. */
  public ImportTemplateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var template = TemplateReader.read(session.root().resolve("template.yaml"));
    spec.commandLine().getOut().println(ImportTemplate.of(template).toPrettyString());
    return 0;
  }
}
