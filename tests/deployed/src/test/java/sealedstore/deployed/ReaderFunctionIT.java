package sealedstore.deployed;

class ReaderFunctionIT extends FunctionTests {

  ReaderFunctionIT() {
    super("Reader");
  }
}
