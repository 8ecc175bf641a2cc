package sealedstore.deploy.command;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import sealedstore.deploy.terminal.PlainText;

/** Says an error in one line on standard error. */
public final class ErrorLines {

  private ErrorLines() {}

  /** A wrong option or argument. */
  public static int wrongUse(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    command.getErr().println("error: " + exception.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(exception, command.getErr())) {
      command.getErr().println("see make help");
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** A command that failed. */
  public static int failure(Exception exception, CommandLine command, ParseResult arguments) {
    command
        .getErr()
        .println(
            ("error: " + exception.getMessage())
                .lines()
                .map(PlainText::of)
                .collect(Collectors.joining(System.lineSeparator())));
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
