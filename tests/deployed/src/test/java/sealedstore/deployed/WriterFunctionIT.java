package sealedstore.deployed;

class WriterFunctionIT extends FunctionTests {

  WriterFunctionIT() {
    super("Writer");
  }
}
