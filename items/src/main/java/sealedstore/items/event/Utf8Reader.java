package sealedstore.items.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 as the parser asks for it. Malformed bytes become two unpaired surrogates, so that
 * the parser meets them in their place and {@link Strings} refuses them with the field's path.
 */
final class Utf8Reader extends Reader {

  /** Two, because an escaped surrogate before one would pair with it. */
  private static final String MALFORMED = "\udc00\udc00";

  private static final int BUFFER_BYTES = 8_192;

  private final InputStream input;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private boolean ended;

  Utf8Reader(InputStream input) {
    this.input = input;
  }

  /**
   * {@inheritDoc}
   *
   * @param length at least 2; the parser's is 4,000
   */
  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    var chars = CharBuffer.wrap(target, offset, length);
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (result.isError() && chars.remaining() >= MALFORMED.length()) {
        bytes.position(bytes.position() + result.length());
        chars.put(MALFORMED);
      } else if (chars.position() > offset) {
        return chars.position() - offset;
      } else if (ended) {
        return -1;
      } else {
        fill();
      }
    }
  }

  private void fill() throws IOException {
    bytes.compact();
    int read = input.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(read, 0)).flip();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
