package sealedstore.deploy.command;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import sealedstore.deploy.guard.Unreadable;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.PlainText;

/** Says an error in one line on standard error. */
public final class ErrorLines {

  /** How the SDK names, in a thousand characters, all the places where it has looked. */
  private static final Pattern CHAIN =
      Pattern.compile("Unable to load (\\w+) from any of the providers in the chain .*\\]");

  private static final Pattern ARGUMENT =
      Pattern.compile("positional parameter at index \\d+ \\((\\w+)\\)");

  private ErrorLines() {}

  /** A wrong option or argument. */
  public static int wrongUse(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    var make = command.getDefaultValueProvider() instanceof MakeVariables it ? it : null;
    String message = ARGUMENT.matcher(exception.getMessage()).replaceAll("$1");
    say(command, make == null ? message : make.asTyped(message, List.of(arguments)));
    if (!UnmatchedArgumentException.printSuggestions(exception, command.getErr())) {
      command.getErr().println(make == null ? "see --help" : "see make help");
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** A command that failed; what failed while it cleaned up is said, too. */
  public static int failure(Exception exception, CommandLine command, ParseResult arguments) {
    // Of the SDK's own, which are its attempts, the last one is the exception.
    Stream.concat(
            Stream.of(exception),
            Stream.of(exception.getSuppressed()).filter(Failure.class::isInstance))
        .forEach(
            each -> say(command, CHAIN.matcher(each.getMessage()).replaceAll(ErrorLines::missing)));
    return exception instanceof Unreadable
        ? ExitStatus.UNREADABLE
        : command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static String missing(MatchResult chain) {
    return chain.group(1).equals("region")
        ? "no AWS region is set: set AWS_REGION"
        : "no AWS " + chain.group(1) + " found: log in; for the local AWS set what make up prints";
  }

  private static void say(CommandLine command, String message) {
    command
        .getErr()
        .println(
            ("error: " + message)
                .lines()
                .map(PlainText::of)
                .collect(Collectors.joining(System.lineSeparator())));
  }
}
