export async function askStock(item) {
  const response = await fetch(`${process.env.SERVICE_URL}/stock/${item}`);
  return { item, pieces: (await response.text()).length };
}
