"""Golden values of tensor operators, indexing and random numbers from PyTorch. Run: /usr/bin/python3 make_tensors.py > tensors.json"""
import json
import torch

torch.set_num_threads(1)
out = {"torch": torch.__version__.split("+")[0], "index": {}, "random": {}, "op": {}}


def put(group, name, tensor):
    tensor = tensor.detach()
    if tensor.is_complex():
        tensor = torch.view_as_real(tensor)
    out[group][name] = {"shape": list(tensor.shape), "values": tensor.double().flatten().tolist()}


x = torch.arange(2 * 3 * 4, dtype=torch.float64).reshape(2, 3, 4)
mask2 = x[:, :, 0] % 2 == 0
put("index", "1", x[1])
put("index", "-1,:,1:3", x[-1, :, 1:3])
put("index", "...,0", x[..., 0])
put("index", "None,1", x[None, 1])
put("index", ":,None,2", x[:, None, 2])
put("index", "::2 of dim 2", x[:, :, ::2])
put("index", "-3:-1 of dim 2", x[:, :, -3:-1])
put("index", "5: of dim 2", x[:, :, 5:])
put("index", "list", x[:, torch.tensor([2, 0]), 1:])
put("index", "two lists", x[torch.tensor([0, 1]), torch.tensor([2, 1])])
put("index", "mask", x[x > 11])
put("index", "mask of two dims", x[:, :, 1:][mask2])  # PyTorch 1.13 itself refuses x[mask2, 1:], numpy does not
put("index", "list after ellipsis", x[..., torch.tensor([3, 3, 0])])
put("index", "true", x[True])
put("index", "false", x[False])
y = x.clone(); y[:, 1] = -1; put("index", "set slice", y)
y = x.clone(); y[:, torch.tensor([0, 2]), -1] = torch.tensor([[1., 2.], [3., 4.]], dtype=torch.float64); put("index", "set list", y)
y = x.clone(); y[y > 20] = 0; put("index", "set mask", y)
y = torch.zeros(3, dtype=torch.float64); y.index_put_((torch.tensor([0, 0, 2]),), torch.ones(3, dtype=torch.float64), accumulate=True); put("index", "accumulate", y)

for name, make in {
    "randn": lambda: torch.randn(3, 7), "randn long": lambda: torch.randn(40), "rand": lambda: torch.rand(5, 2),
    "randn double": lambda: torch.randn(9, dtype=torch.float64),
    "randint": lambda: torch.randint(-5, 100, (11,)), "randperm": lambda: torch.randperm(13),
    "bernoulli": lambda: torch.bernoulli(torch.full((20,), 0.3)),
    "bernoulli_": lambda: torch.empty(20).bernoulli_(0.6),
    "normal_": lambda: torch.empty(17).normal_(2, 0.5), "uniform_": lambda: torch.empty(6).uniform_(-1, 3),
    "exponential_": lambda: torch.empty(6).exponential_(2.0),
    "multinomial": lambda: torch.multinomial(torch.tensor([0.1, 0.2, 0.3, 0.4]), 10, replacement=True),
    "dropout": lambda: torch.nn.functional.dropout(torch.ones(50), 0.3),
}.items():
    torch.manual_seed(20260522)
    put("random", name, make())
g = torch.Generator().manual_seed(7)
put("random", "own generator", torch.randn(5, generator=g))
torch.manual_seed(5)
state = torch.get_rng_state()
torch.randn(3)
torch.set_rng_state(state)
put("random", "state", torch.randn(4))

torch.manual_seed(1)
a = torch.randn(3, 4, dtype=torch.float64)
b = torch.randn(4, 5, dtype=torch.float64)
put("op", "a", a)
put("op", "b", b)
put("op", "matmul", a @ b)
put("op", "einsum", torch.einsum("ij,jk->ki", a, b))
put("op", "std dim 1", a.std(1))
put("op", "var all biased", a.var(unbiased=False))
put("op", "amax dim 0", a.amax(0))
put("op", "max values", a.max(1).values)
put("op", "max places", a.max(1).indices)
put("op", "topk", a.topk(2, 1).values)
put("op", "sort places", a.sort(1, descending=True).indices)
put("op", "cumsum", a.cumsum(1))
put("op", "logsumexp", a.logsumexp(1))
put("op", "softmax", a.softmax(1))
put("op", "norm", a.norm())
put("op", "quantile", a.quantile(torch.tensor([0.1, 0.5, 0.9], dtype=torch.float64), dim=1))
put("op", "roll", a.roll((1, -1), (0, 1)))
put("op", "unfold", a.unfold(1, 3, 1))
put("op", "flip", a.flip(1))
put("op", "tril", a.tril(-1))
put("op", "diagonal", a.diagonal(1))
put("op", "rfft", torch.fft.rfft(a, dim=1))
put("op", "irfft", torch.fft.irfft(torch.fft.rfft(a, n=6), n=6))
put("op", "gather", a.gather(1, torch.tensor([[0, 3], [1, 1], [2, 0]])))
put("op", "scatter_add", torch.zeros(3, 4, dtype=torch.float64).scatter_add(1, torch.tensor([[0, 0, 1, 2]] * 3), a))
put("op", "where", torch.where(a > 0, a, -a * 2))
put("op", "floor divide", torch.div(a * 7, 2, rounding_mode="floor"))
put("op", "trunc divide", torch.div(a * 7, 2, rounding_mode="trunc"))
put("op", "remainder", (a * 7) % 3)
put("op", "repeat_interleave", a.repeat_interleave(2, 1))
put("op", "polar", torch.polar(a.abs(), a))
put("op", "arange", torch.arange(1, 2, 0.3))
put("op", "linspace", torch.linspace(-1, 1, 5))
put("op", "histc", a.histc(5, -2, 2))
put("op", "unique", torch.tensor([3, 1, 3, 2, 1]).unique())
put("op", "10 - a", 10 - a)
put("op", "1 / a", 1 / a)
s = torch.linspace(0, 3, 64, dtype=torch.float64).sin().reshape(2, 32)
m = a @ a.t() + torch.eye(3, dtype=torch.float64)
put("op", "stft", torch.stft(s, 16, 4, window=torch.hann_window(16, dtype=torch.float64), return_complex=True))
put("op", "hamming", torch.hamming_window(7))
put("op", "inv", torch.linalg.inv(m))
put("op", "solve", torch.linalg.solve(m, a))
put("op", "eigvalsh", torch.linalg.eigvalsh(m))
put("op", "slogdet", torch.linalg.slogdet(m)[1])
put("op", "svdvals", torch.linalg.svdvals(a))
put("op", "vector_norm", torch.linalg.vector_norm(a, 3, dim=1))

print(json.dumps(out))
